# Program 2: sys.getrefcount counts its own argument too.
import sys
a = [1,2,3]; b = a; print(sys.getrefcount(a))
del b
print(sys.getrefcount(a))
print(sys.getrefcount([]))
c = [a, a]
print(sys.getrefcount(a))
del c
print(sys.getrefcount(a))
