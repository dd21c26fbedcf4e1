# What functions inside comprehensions are called.
def f():
    return [lambda: x for x in [1]][0], list(lambda: y for y in [2])[0]


class C:
    g = [lambda: 0 for i in [1]]


a, b = f()
print(a.__qualname__, b.__qualname__, C.g[0].__qualname__, [lambda: 0 for i in [1]][0].__qualname__)
print({i: (lambda: [lambda: i][0])() for i in [1]}[1].__qualname__)
try:
    [lambda: 0 for i in [1]][0](1)
except TypeError as e:
    print(e)
