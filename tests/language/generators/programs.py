# Small programs with generators: algorithms, delegation, try and finally, attributes.
# many small generator things
import sys
def count(n):
    while n > 0:
        got = yield n
        n = got if got is not None else n - 1
print([*count(3)])
g = count(5); print(next(g), g.send(2), list(g))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)])
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1
p = primes()
print([next(p) for _ in range(10)])
def averager():
    total = count = 0
    average = None
    while True:
        term = yield average
        if term is None: break
        total += term
        count += 1
        average = total / count
    return (count, average)
def grouper(results, key):
    while True:
        results[key] = yield from averager()
r = {}
for key, vals in {"a": [1, 2, 3], "b": [4, 6]}.items():
    g = grouper(r, key); next(g)
    for v in vals: g.send(v)
    try: g.send(None)
    except StopIteration: print("?")
print(r)
def comp():
    x = yield [i for i in range(3)]
    y = yield {i: x for i in range(2)}
    return x + y
c = comp(); print(next(c), c.send(1))
try: c.send(2)
except StopIteration as e: print(e.value)
class Tree:
    def __init__(self, v, l=None, r=None): self.v, self.l, self.r = v, l, r
    def __iter__(self):
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
t = Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, Tree(5)))
print(list(t), max(t), 5 in t, sorted(t, reverse=True))
a, *b = t
print(a, b)
def kw(*args, **kw):
    for a in args: yield a
    for k in kw: yield k, kw[k]
print(list(kw(1, 2, z=3)))
def default(x=[]):
    x.append(1); yield x
print(list(default()), list(default()))
def closure():
    n = 0
    def inner():
        nonlocal n
        for i in range(3):
            n += i
            yield n
    yield from inner()
    yield n
print(list(closure()))
def early():
    return
    yield
print(list(early()))
print(list(zip(count(3), fib())), list(map(lambda x: x * 2, count(3))), list(filter(None, (x % 2 for x in range(4)))), list(enumerate(count(2))))
print(",".join(str(i) for i in count(3)), tuple(count(2)), {**{str(k): k for k in count(2)}})
def tryret():
    for i in range(3):
        try:
            yield i
        finally:
            print("f", i)
            if i == 1: return
print(list(tryret()))
def nested_try():
    try:
        try:
            yield 1
        finally:
            yield 2
    finally:
        yield 3
print(list(nested_try()))
g = nested_try(); next(g)
try: g.close()
except RuntimeError as e: print(e)
print(list(g))
def swallow():
    for i in range(5):
        try: yield i
        except ValueError: print("swallowed", i)
g = swallow()
print(next(g), g.throw(ValueError), g.throw(ValueError), next(g))
def delegate_close():
    try: yield from swallow()
    except GeneratorExit: print("outer exit"); raise
g = delegate_close(); next(g); g.close()
def inner_finally():
    try: yield 1
    finally: print("inner fin")
def outer_finally():
    try: yield from inner_finally()
    finally: print("outer fin")
g = outer_finally(); next(g); del g
g = outer_finally(); next(g)
try: g.throw(KeyError("x"))
except KeyError: print("KE")
def ret_in_finally():
    try: yield 1
    finally: return 9
g = ret_in_finally(); next(g)
try: g.throw(ValueError)
except StopIteration as e: print(e.value)
g = ret_in_finally(); next(g); print(g.close())
def stop_send():
    x = yield
    while x: x = yield x * 2
g = stop_send(); g.send(None); print(g.send(3), g.send(4))
try: g.send(0)
except StopIteration as e: print(repr(e))
print(g.gi_running, g.gi_suspended, (x for x in ()).gi_suspended)
def running():
    yield (me.gi_running, me.gi_suspended, me.gi_frame is not None, me.gi_code.co_name)
me = running(); print(next(me))
print(hasattr(me, "gi_nothing"), callable(me), bool(me), me == me, me is iter(me))
for bad in (lambda: len(me), lambda: me[0], lambda: me + 1, lambda: me()):
    try: bad()
    except TypeError as e: print(e)
try: type(me)()
except TypeError as e: print(e)
try:
    class X(type(me)): pass
except TypeError as e: print(e)
me.__name__ = "other"; print(me.__name__)
try: me.__name__ = 3
except TypeError as e: print(e)
try: me.attr = 3
except AttributeError as e: print(e)
def lambdas(): return [(lambda: (yield k)) for k in range(2)]
print([list(l()) for l in lambdas()])
x = (yield_ for yield_ in "ab")
print(next(x), next(x), next(x, "end"), next(x, "end"))
print(sum((i for i in range(5)), 10), dict(zip("ab", (i for i in range(2)))))
def withgen(n):
    for i in range(n): yield i
    else: yield "else"
for i in withgen(2):
    if i == "else": break
else: print("no")
while True:
    for q in withgen(1): break
    break
print(q)
def big(): yield from range(1000)
print(sum(big()))
def str_(): yield from "abc"; yield from {"k": 1}; yield from (1,); yield from {}
print(list(str_()))
del me
