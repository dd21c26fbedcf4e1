# A set holds each of its items once, and lets go of it in every way of leaving.
import sys
class N:
    pass
n = N()
def c():
    return sys.getrefcount(n)
base = c()
s = {n, n}
print(c() - base)
t = s.copy()
f = frozenset(s)
print(c() - base)
s.add(n)
u = s | t
print(c() - base)
u.discard(n)
print(c() - base)
s.clear()
t -= {n}
print(c() - base)
print(n in f, c() - base)
f = None
print(c() - base)
s = {n}
p = s.pop()
print(c() - base, p is n)
del p
s = {n}
it = iter(s)
x = next(it)
print(c() - base)
del x, it, s
print(c() - base)
d = {n: 1}
v = d.keys() & {n}
print(c() - base)
v = d.keys() ^ {n}
print(c() - base, v)
s = {1, 2}
print(sys.getrefcount(s))
t = s
t |= {3}
print(sys.getrefcount(s))
def whole():
    q = {n, (n, 1), frozenset([n])}
    return c() - base
print(whole(), c() - base - 1)
