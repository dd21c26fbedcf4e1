# Comprehensions of each kind: scopes, walrus, class bodies, counts, and what dies when one fails.
print([x * 2 for x in range(5)])
print([x for x in range(10) if x % 2 if x > 3])
print([(x, y) for x in range(3) for y in range(x)])
print({k: v for k, v in [("a", 1), ("b", 2)]})
print({k: [j for j in range(k)] for k in range(3)})
def f(n):
    return [lambda: i for i in range(n)]
print([g() for g in f(3)])
class C:
    xs = [1, 2, 3]
    ys = [x + 1 for x in xs]
    try:
        zs = [x + len(xs) for x in xs]
    except NameError as e:
        print(e)
print(C.ys)
x = "outer"
[x for x in range(3)]
print(x)
print([y := 5, y])
print([last := i for i in range(4)], last)
def h():
    a = [t := i for i in range(3)]
    return a, t
print(h())
def h2():
    global gg
    [gg := i for i in range(3)]
h2()
print(gg)
print([a for a, in [(1,), (2,)]])
print([a for a, *b in [(1, 2), (2, 3)]], [b for a, *b in [(1, 2), (2, 3)]])
print([y for x in range(3) for y in [x * x]])
try:
    [1 // z for z in (1, 0)]
except ZeroDivisionError as e:
    print(e)
print(list(i for i in range(4)))
print(sum(i * i for i in range(10)), any(i > 3 for i in range(5)))
def q(n):
    return [[i * j for j in range(n)] for i in range(n)]
print(q(4))
class P:
    __z = 3
    def m(self):
        return [self.__z for _ in range(2)]
print(P().m())
import sys
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
[N(i) for i in range(3)]
print("after")
l = [N(i) for i in range(3)]
del l
it = iter([1, 2])
print([sys.getrefcount(it) for _ in it])
o = N("o")
print([sys.getrefcount(o) for _ in range(2)], [sys.getrefcount(x) for x in [o]])
del o
def fail(n):
    if n == 2:
        raise ValueError(n)
    return N(n)
try:
    [fail(i) for i in range(4)]
except ValueError as e:
    print("caught", e)
print("done")
[1 // z for z in (1, 0)]
