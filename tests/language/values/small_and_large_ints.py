# Counting across the border of the shared small ints, up and down.
n = 250
seen = []
while n < 262:
    seen.append(n)
    n += 1
print(seen, seen[-1] - 261 == 0)
n = 3
while n > -10:
    n -= 1
print(n, n == -10, -10 in [n], {n: "found"}[-10])
a = 256
b = 255 + 1
print(a is b, a == b, -5 is 5 - 10, 0 is 1 - 1)
total = 0
for i in range(-300, 300):
    total += i * i - i
print(total)
squares = {}
for i in range(-20, 21):
    squares[i] = i * i
print(squares[-20], squares[0], len(squares), sorted(squares)[:3])
x = 1
for i in range(62):
    x *= 2
print(x, x - 1 + x, -x - x)
y = x
y //= 2 ** 31
y %= 1000
print(y, x // -3, x % -7, -x // 7, x >> 60, -x >> 61, x & -x, x ^ -1, x | 1)
print(int(1e18), int(-1e18), int(9007199254740993.0), 9007199254740993 / 1, 10 ** 18 / 10 ** 17)
print(1000000007 * 998244353 % 1000003, (-1) ** 62, (-1) ** 63, 3 ** 39, 7 ** 0)
