# Too many values, uncaught.
pairs = [(1, 2), (3, 4), (5, 6, 7)]
total = 0
for a, b in pairs:
    total += a * b
    print(a, b, total)
print("never")
x = 1
y = 2
