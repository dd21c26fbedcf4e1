# Loops over generators that wait, finish, fail and hand on, and items that die on the way.


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def count(n):
    for i in range(n):
        got = yield Noisy(i)
        print("got", got)
    return "end"


def outer(n):
    result = yield from count(n)
    print("result", result)
    yield result


for item in outer(2):
    print(item.name if isinstance(item, Noisy) else item)
del item


def handled():
    for i in range(3):
        try:
            yield i
        except ValueError as error:
            print("caught", error)
            yield 100 + i


g = handled()
print(next(g))
print(g.throw(ValueError("one")))
try:
    raise KeyError("outside")
except KeyError:
    for x in g:
        print("inside", x)
        try:
            raise TypeError(x)
        except TypeError:
            print(sum(y * y for y in handled()))


def fails(n):
    while True:
        yield 10 // n
        n -= 1


try:
    for x in fails(2):
        print(x)
except ZeroDivisionError as error:
    print(error)

it = iter(range(4))


class Eats:
    def __del__(self):
        print("eats", next(it, None))


def eat():
    x = Eats()
    for x in it:
        print(x)


eat()
print(list(a + b for a, b in zip([1000, 2000], (x * 300 for x in range(2)))))
flags = [[0] * 3 for _ in range(2)]
for i in range(2):
    for j in range(-3, 0):
        flags[i][j] = (i, j)[1] * 1000
print(flags, flags[-1][-1], (7, 8)[-2])
