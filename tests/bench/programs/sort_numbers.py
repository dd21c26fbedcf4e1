# Lists of whole numbers and of floats in random order, sorted; also backwards and nearly sorted.
def random_numbers(n, seed):
    numbers = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        numbers.append(seed)
    return numbers

def run(n, rounds):
    source = random_numbers(n, 5)
    halves = [number / 2 for number in source]
    total = 0
    for r in range(rounds):
        numbers = source[:]
        numbers.sort()
        total += numbers[0] + numbers[n // 2] + numbers[-1]
        numbers[r] = r
        numbers.sort()
        total += numbers[1]
        numbers.sort(reverse=True)
        total += numbers[2]
        total += int(2 * sorted(halves)[n // 3])
    return total

print(run(200000, 8))
