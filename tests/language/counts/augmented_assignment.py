# a += works in place for lists, and rebinds for the rest; nothing is held twice afterwards.
import sys
a = []
b = a
a += [1]
print(sys.getrefcount(a), a is b)
x = []
a += [x, x]
print(sys.getrefcount(x), sys.getrefcount(a))
a *= 2
print(sys.getrefcount(x), sys.getrefcount(a), len(a))
holder = [a]
holder[0] += (x,)
print(sys.getrefcount(x), sys.getrefcount(a))
class Box:
    pass

box = Box()
box.items = a
box.items += [x]
print(sys.getrefcount(a), sys.getrefcount(x), sys.getrefcount(box))
d = {"k": a}
d["k"] += [x]
d["k"] *= 1
print(sys.getrefcount(a), sys.getrefcount(x), sys.getrefcount(d))
t = (a,)
try:
    t[0] += [x]
except TypeError:
    print(sys.getrefcount(a), sys.getrefcount(x), sys.getrefcount(t))
del a[:]
print(sys.getrefcount(a), sys.getrefcount(x))
a += a
a[:0] = [x]
a += a
print(sys.getrefcount(x), len(a))
