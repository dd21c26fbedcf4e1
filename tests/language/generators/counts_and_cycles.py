# Counts seen in generators, when their locals die, and generators in cycles.
import sys, gc
gc.collect()
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
# counts of locals and of the generator
o = object()
def g(a):
    b = a
    print(sys.getrefcount(a))
    yield b
    print(sys.getrefcount(a))
x = g(o)
print(sys.getrefcount(o), sys.getrefcount(x))
next(x)
print(sys.getrefcount(o), sys.getrefcount(x))
next(x, None)
print(sys.getrefcount(o), sys.getrefcount(x))
def me():
    yield sys.getrefcount(m)
    yield sys.getrefcount(m)
m = me()
print(next(m), list(m))
m = me()
print([c for c in m])
m = me()
for c in m: print(c)
# locals die at exhaustion
def loc():
    a = N("a"); b = N("b")
    yield 1
    print("last")
for i in loc(): print(i)
print("--")
y = loc(); next(y); y.close(); print("closed")
y = loc(); next(y); del y; print("deleted")
y = loc(); del y; print("unstarted")
def arg(p, q):
    for i in [N("it")]:
        yield i
    yield 2
z = arg(N("p"), N("q"))
print(next(z).n)
del z
print("--- cycles")
class Box: pass
def cyc(b):
    try:
        yield b
    finally:
        print("fin")
b = Box(); b.g = cyc(b); next(b.g); del b
print(gc.collect())
b = Box(); b.g = cyc(b); del b
print(gc.collect())
def cyc2(b):
    n = N("in2")
    yield b
b = Box(); b.g = cyc2(b); next(b.g); del b
print(gc.collect())
l = []
l.append(cyc2(l)); next(l[0]); del l
print(gc.collect())
l = []
l.append(cyc(l)); next(l[0]); del l
print(gc.collect())
def selfref():
    me = yield
    yield me
s = selfref(); next(s); s.send(s); del s
print(gc.collect())
saved = []
def res(l):
    try:
        yield l
    finally:
        saved.append(l)
l = []; l.append(res(l)); next(l[0]); del l
print(gc.collect(), len(saved), type(saved[0][0]))
print(list(saved[0][0]))
saved.clear()
print(gc.collect())
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("D", self.n)
def two(a, b, me):
    try:
        yield
    finally:
        print("closing", a.n)
d = D(1); e = D(2)
d.o = e; e.o = d
l = [d]; t = two(d, e, l); next(t); l.append(t); d.l = l
del d, e, l, t
print(gc.collect())
print(gc.is_tracked(g(1)), gc.is_finalized(g(1)))
