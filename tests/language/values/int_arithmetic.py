# Whole numbers: the four rules, powers, and division that rounds towards minus infinity.
print(7 + 5, 7 - 12, 7 * -6, 7 / 2, 2 ** 10)
print(7 // 2, -7 // 2, 7 // -2, -7 // -2)
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)
print(divmod(7, 2), divmod(-7, 2), divmod(7, -2), divmod(-7, -2))
for a in (9, -9, 10, -10, 0):
    for b in (4, -4, 5, -5):
        # The law that ties the two together.
        print(a, b, a // b, a % b, (a // b) * b + a % b == a)
print(2 ** -1, 2 ** 0, 0 ** 0, (-2) ** 3, -2 ** 2)
print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 10, 1024 >> 3, -1 >> 5, -8 >> 1)
print(abs(-5), abs(5), +5, -(-5), --5)
