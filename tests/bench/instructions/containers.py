# Lists, tuples, dicts, sets and sorting.
def run(n):
    numbers = []
    seed = 7
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        numbers.append(seed // 256)
    counts = {}
    for number in numbers:
        last = number % 100
        counts[last] = counts.get(last, 0) + 1
    names = {"n" + str(number % 500): number for number in numbers}
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    halves = numbers[::2]
    halves.sort()
    seen = {number % 1000 for number in numbers}
    total = 0
    for i in range(len(halves)):
        halves[i] = halves[i] % 10
    while numbers:
        total += numbers.pop() % 3
    return total, sum(halves), ranked[0], len(names), len(seen)

print(run(10000))
