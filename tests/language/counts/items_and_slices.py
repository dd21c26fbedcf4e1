# Reading an item makes no lasting reference; a slice holds what it copied.
import sys
inner = [0]
outer = [inner, inner, 3]
print(sys.getrefcount(outer[0]), sys.getrefcount(inner), sys.getrefcount(outer))
part = outer[:2]
print(sys.getrefcount(inner))
part.reverse()
part.sort()
print(sys.getrefcount(inner))
again = outer[::-1] + part
print(sys.getrefcount(inner), len(again))
del again[1:]
print(sys.getrefcount(inner))
again[:] = part
print(sys.getrefcount(inner))
again[::1] = outer[:2]
print(sys.getrefcount(inner))
again = part = None
print(sys.getrefcount(inner))
copy = outer.copy()
print(sys.getrefcount(inner))
copy.pop()
print(sys.getrefcount(copy.pop()), sys.getrefcount(inner))
copy.remove(inner)
print(sys.getrefcount(inner))
outer.insert(0, inner)
outer[1], outer[2] = outer[2], outer[1]
print(sys.getrefcount(inner), outer.index(inner), outer.count(inner), inner in outer)
print(sys.getrefcount(inner))
