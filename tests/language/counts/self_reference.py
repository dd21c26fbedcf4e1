# An object that holds itself counts itself.
import sys, gc
a = []
a.append(a)
print(sys.getrefcount(a))
a.append(a)
print(sys.getrefcount(a), sys.getrefcount(a[0][1][0]))
a.pop()
print(sys.getrefcount(a))
d = {}
d["d"] = d
d["e"] = d
print(sys.getrefcount(d))
class Node: pass
n = Node()
n.me = n
n.list = [n, n]
print(sys.getrefcount(n), sys.getrefcount(n.list))
n.list.clear()
print(sys.getrefcount(n))
def make():
    def f():
        return sys.getrefcount(f)
    return f

f = make()
print(f(), sys.getrefcount(f))
x, y = [], []
x.append(y)
y.append(x)
print(sys.getrefcount(x), sys.getrefcount(y))
del y
print(sys.getrefcount(x), sys.getrefcount(x[0]))
gc.collect()
print(sys.getrefcount(x), sys.getrefcount(x[0]), sys.getrefcount(n), sys.getrefcount(d))
