# A function is an object: named, passed, stored, compared, given attributes.
def square(x):
    return x * x

def apply(f, *values):
    out = []
    for v in values:
        out.append(f(v))
    return out

alias = square
print(alias(4), alias is square, alias.__name__, apply(square, 1, 2, 3), apply(len, "ab", []), apply(str, 1, None))
table = {"square": square, "double": lambda x: x + x, "not": lambda x: not x}
for name in table:
    print(name, table[name](3), table[name].__name__)
def compose(f, g):
    return lambda x: f(g(x))

print(compose(square, lambda x: x + 1)(2), compose(str, square)(5) + "!")
square.calls = 3
square.calls += 1
print(square.calls, alias.calls)
del square.calls
try:
    square.calls
except AttributeError as e:
    print(e)
print(square == alias, square == (lambda x: x * x), square in [alias], {square: 1}[alias])
def maker():
    def made(): pass
    return made

print(maker() is maker(), maker().__name__, (lambda: 0).__name__, maker().__qualname__)
try:
    square < alias
except TypeError as e:
    print(e)
print((lambda a, b=2: a + b)(1), (lambda: [])(), sorted([3, -1, 2], key=lambda x: -x), (lambda x: (lambda y: x + y))(1)(2))
