# Each operator steps over the edge of 64 bits and back.
most, least = 2**63 - 1, -2**63
print(most + 1, least - 1, most * 2, -least, abs(least), least // -1, most - least)
print(most + 1 - 1 == most, (most + 1) // 2, -(most + 1) == least, ~(most + 1), (least - 1) + 1 == least)
print(1 << 63, 1 << 64, -1 << 63, -1 << 64, (1 << 64) >> 1, (-1 << 64) >> 1, (1 << 64) >> 64)
print(most ** 2, least ** 3, 3 ** 40, (-3) ** 41, 10 ** 20 % 7, -10 ** 20 % 7, 10 ** 20 % -7)
n = most
n += 1
print(n)
n -= 1
print(n, type(n) is int, isinstance(2**64, int), isinstance(2**64, bool))
total = 0
for i in range(70):
    total = total * 2 + 1
print(total, total == 2**70 - 1)
