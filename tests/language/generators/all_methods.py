# Generators: yield, send, throw, close, yield from, and where they end.
def g(n):
    print("start")
    for i in range(n):
        x = yield i
        print("got", x)
    return "end"
a = g(3)
print(next(a))
print(a.send("hello"))
print(next(a))
try:
    next(a)
except StopIteration as e:
    print("stop", e.value)
try:
    next(a)
except StopIteration as e:
    print("stop", e.value)
for v in g(2):
    print("v", v)
print(list(g(2)))
def outer():
    r = yield from g(2)
    print("r", r)
    r = yield from [7, 8]
    print("r", r)
    return 9
for v in outer():
    print("o", v)
def fin():
    try:
        yield 1
        yield 2
    finally:
        print("finally")
b = fin()
print(next(b))
del b
print("deleted")
b = fin()
next(b)
b.close()
b.close()
print(b.gi_frame, b.gi_running)
def th():
    while True:
        try:
            x = yield "ready"
            print("x", x)
        except ValueError as e:
            print("caught", e)
            yield "handled"
c = th()
print(next(c))
print(c.throw(ValueError("boo")))
print(next(c))
try:
    c.throw(KeyError, "k")
except KeyError as e:
    print("KeyError", e)
try:
    print(c.send(None))
except StopIteration:
    print("over")
def bad():
    raise StopIteration(4)
    yield
try:
    next(bad())
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__))
d = th()
try:
    d.send(3)
except TypeError as e:
    print(e)
def selfrun():
    global s
    try:
        next(s)
    except ValueError as e:
        print(e)
    yield 1
s = selfrun()
print(next(s))
def ign():
    while True:
        try:
            yield
        except GeneratorExit:
            print("ignoring")
i = ign()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)
def inner():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print("inner", e)
        yield "in"
    return "ret"
def out():
    z = yield from inner()
    print("z", z)
    yield 5
k = out()
print(next(k), k.throw(ValueError("t")), next(k), next(k, "dflt"))
k = out()
next(k)
try:
    k.throw(KeyError("zz"))
except KeyError as e:
    print(repr(e))
print(type(k), k.__name__, k.__qualname__, k.gi_yieldfrom)
gen = (q * q for q in range(3))
print(next(gen), gen.__name__, list(gen))
m = (lambda: (yield 5))()
print(next(m))
def two():
    a, b = yield
    print(a, b)
    yield
t = two(); next(t); t.send((1, 2))
print(*g(2))
p, r = g(2)
print(p, r)
print([*g(2), *g(1)])
print(sorted(x for x in [3, 1, 2]), max(g(2)), dict((i, i) for i in range(2)), "".join(str(c) for c in "abc"))
print(2 in g(3))
i = None
