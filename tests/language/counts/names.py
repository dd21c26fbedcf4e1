# Every name that holds a list counts; getrefcount's own argument is one more.
import sys
a = [1, 2, 3]
print(sys.getrefcount(a))
b = a
print(sys.getrefcount(a), sys.getrefcount(b))
c = d = b
print(sys.getrefcount(a))
del b
print(sys.getrefcount(a))
c = None
print(sys.getrefcount(a))
d = [a, a]
print(sys.getrefcount(a))
del d
print(sys.getrefcount(a))
print(sys.getrefcount([]), sys.getrefcount([1, 2]), sys.getrefcount({}), sys.getrefcount([a]))
x, y = a, a
print(sys.getrefcount(a))
x, y = y, x
print(sys.getrefcount(a))
a = a
print(sys.getrefcount(a))
a, x = [], 0
print(sys.getrefcount(a), sys.getrefcount(y))
e = y
e = e
del y
print(sys.getrefcount(e))
