# Long expressions of floats, and of floats that turn out to be something else half-way.


def poly(x, y):
    return x * x + y * y - x * y + 2.5 * x - y


def deep(a, b, c, d):
    return a * b + (c * d + (a - d) * (b - c)) / (a + b)


def ratio(a, b, c):
    q = a * b / c + a
    return q


def named(a, b):
    a = a * b - a
    b = a * b - a + b
    return a, b


for x, y in [(1.5, 2.25), (3, 2.25), (1.5, 4), (3, 4), (True, 2.0), (1e308, -1e308), (0.1, 0.2)]:
    print(poly(x, y), named(x, y))
for values in [(1.0, 2.0, 3.0, 4.0), (1, 2, 3, 4), (1.0, 2, 3.0, 4), (2**70, 1.5, 2**80, 0.25)]:
    print(deep(*values))
for c in (4.0, 0.0, 2, 0, "no"):
    try:
        print(ratio(3.0, 2.0, c))
    except (ZeroDivisionError, TypeError) as error:
        print(type(error).__name__, error)


class Meters:
    def __init__(self, n):
        self.n = n

    def __mul__(self, other):
        return Meters(self.n * other)

    def __add__(self, other):
        return Meters(self.n + (other.n if isinstance(other, Meters) else other))

    __radd__ = __add__

    def __del__(self):
        print("gone", self.n)


def mixed(a, b, m):
    total = a * b + m
    total = a * b - a + m * b
    return total.n


print(mixed(2.0, 3.0, Meters(1.0)))


def loop(n):
    before = [0.5]
    zr = zi = 0.0
    kept = []
    while n > 0:
        t = zr * zr - zi * zi + 0.25
        zi = 2.0 * zr * zi + 0.5
        zr = t
        before[0] = before[0] * 0.5 + zr * zi
        kept.append(zr)
        n -= 1
    return zr, zi, before, sum(kept)


print(loop(40))
print([2.0 * i / 3 - 1.0 for i in range(5)], [7 / 2, -7 / 2, 2**60 / 3, 0 / 5, 6 / 2 + 1])
nan = float("inf") - float("inf")
print(poly(nan, 1.0), poly(float("inf"), 1.0))


def unbound(a):
    try:
        print(a * a + missing * a)
    except NameError as error:
        print(error)
    if a > 5.0:
        late = a
    try:
        return a * a + late * a
    except UnboundLocalError as error:
        return str(error)


print(unbound(2.0), unbound(6.0))
