# What a call says when arguments and parameters do not match.
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def default(a, b=1): pass
def defaults(a=1, b=2): pass
def keyword(a, *, k): pass
def keywords(*, k, m, n=1): pass
def star(a, *args): pass
def positional(a, b, /): pass
def attempt(action):
    try:
        action()
    except TypeError as e:
        print(e)

for action in (lambda: none(1), lambda: none(1, 2), lambda: none(x=1), lambda: one(), lambda: one(1, 2), lambda: one(b=1),
               lambda: one(1, a=1), lambda: two(), lambda: two(1), lambda: two(b=1), lambda: two(1, 2, 3, 4),
               lambda: three(), lambda: three(1), lambda: three(b=2), lambda: three(1, 2, 3, d=4), lambda: three(1, z=1),
               lambda: default(), lambda: default(1, 2, 3), lambda: default(1, c=2), lambda: defaults(1, 2, 3),
               lambda: keyword(1), lambda: keyword(1, 2), lambda: keyword(1, 2, k=3), lambda: keyword(k=1),
               lambda: keywords(), lambda: keywords(k=1), lambda: keywords(1, k=1, m=2), lambda: star(),
               lambda: positional(1, b=2), lambda: positional(a=1, b=2), lambda: positional(1)):
    attempt(action)
attempt(lambda: one(*5))
attempt(lambda: one(**5))
attempt(lambda: one(**{1: 2}))
attempt(lambda: two(1, **{"a": 2}))
attempt(lambda: two(**{"a": 1}, **{"a": 2}))
attempt(lambda: one(a=1, **{"a": 2}))
attempt(lambda: 5())
attempt(lambda: None())
attempt(lambda: "text"())
attempt(lambda: len())
attempt(lambda: len(1, 2))
attempt(lambda: len(obj=[]))
attempt(lambda: print(file=3, size=4))
attempt(lambda: print(sep=5))
