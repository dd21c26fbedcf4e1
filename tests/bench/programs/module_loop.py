# Whole numbers in loops outside any function: every name is a global.
longest = 0
best = 0
total = 0
for start in range(1, 60000):
    n = start
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    total += steps
    if steps > longest:
        longest = steps
        best = start
print(best, longest, total)
