# Long ladders, deep nesting, and loops with many ways out.
def ladder(n):
    if n == 0: return "zero"
    elif n == 1: return "one"
    elif n == 2: return "two"
    elif n == 3: return "three"
    elif n == 4: return "four"
    elif n == 5: return "five"
    elif n < 0 and n > -5: return "small negative"
    elif n in (10, 20, 30): return "round"
    elif n > 100 if n % 2 else n > 1000: return "big"
    else: return "other"

for n in (0, 1, 2, 3, 4, 5, -3, 20, 101, 102, 1002, 7): print(ladder(n), end=", ")
print()
def deep(n):
    out = 0
    for a in range(n):
        for b in range(a):
            while b > 0:
                for c in range(b):
                    if c % 2:
                        if (a + b + c) % 3 == 0:
                            try:
                                if a == 5:
                                    for d in range(3):
                                        if d == 2: break
                                        out += d
                                    else:
                                        out += 1000
                                    continue
                                out += 1
                            finally:
                                out += 2
                b -= 1
    return out

print(deep(4), deep(6), deep(8))
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps

print(collatz(27), collatz(97), collatz(1))
def primes(limit):
    marks = [True] * limit
    found = []
    for i in range(2, limit):
        if marks[i]:
            found.append(i)
            j = i * i
            while j < limit:
                marks[j] = False
                j += i
    return found

print(primes(60), len(primes(2000)))
