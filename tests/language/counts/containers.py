# A place in a container is a holder like a name.
import sys
a = []
b = [a]
print(sys.getrefcount(a))
b.append(a)
print(sys.getrefcount(a))
b *= 3
print(sys.getrefcount(a), len(b))
del b[0]
print(sys.getrefcount(a))
b[0] = b[1] = None
print(sys.getrefcount(a))
b[:] = []
print(sys.getrefcount(a))
t = (a, [a], {"k": a})
print(sys.getrefcount(a), sys.getrefcount(t))
t[1].extend(t[:1])
print(sys.getrefcount(a))
u = t + t
print(sys.getrefcount(a), sys.getrefcount(t), sys.getrefcount(t[1]))
del t
print(sys.getrefcount(a))
del u
print(sys.getrefcount(a))
d = {1: a, 2: a}
d[1] = d
print(sys.getrefcount(a), sys.getrefcount(d))
d.pop(1)
print(sys.getrefcount(a), sys.getrefcount(d))
d.clear()
print(sys.getrefcount(a))
