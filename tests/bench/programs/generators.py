# Generators: a chain of three, and a tree walked by generators within generators.
def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1

def odd(source):
    for n in source:
        if n & 1:
            yield n

def sums(source):
    total = 0
    for n in source:
        total += n
        yield total

def walk(low, high):
    if low < high:
        middle = (low + high) // 2
        yield from walk(low, middle)
        yield middle
        yield from walk(middle + 1, high)

def run(n, leaves, rounds):
    total = 0
    for value in sums(odd(numbers(n))):
        total ^= value
    for r in range(rounds):
        for value in walk(0, leaves):
            total += value
    return total

print(run(5000000, 1000, 500))
