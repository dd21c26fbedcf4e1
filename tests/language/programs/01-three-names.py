# Program 1: a list with three names, which go one after the other.
import sys
a = [1, 2, 3]
b = a
c = a
print(a, b, c, sys.getrefcount(a) - 1)
del a
print(sys.getrefcount(b) - 1)
del b
print(sys.getrefcount(c) - 1)
del c
try:
    c
except NameError as e:
    print(e)
