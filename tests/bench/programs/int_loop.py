# Whole numbers in a loop of a function: arithmetic, comparisons, local names.
def run(n):
    total = 0
    i = 0
    while i < n:
        if i % 3 == 0:
            total += i * 2
        elif i % 5 == 0:
            total -= i // 2
        else:
            total = (total ^ i) & 1073741823
        i += 1
    return total

print(run(6000000))
