# A closure holds a cell, and the cell holds the value: one reference, shared by all who close over it.
import sys
def make(x):
    def count():
        return sys.getrefcount(x)
    def replace(value):
        nonlocal x
        x = value
    return count, replace

a = []
count, replace = make(a)
print(sys.getrefcount(a), count())
other = make(a)
print(sys.getrefcount(a), count(), other[0]())
replace(None)
print(sys.getrefcount(a))
del other
print(sys.getrefcount(a))
replace(a)
print(sys.getrefcount(a), sys.getrefcount(count), sys.getrefcount(replace))
del count
print(sys.getrefcount(a))
del replace
print(sys.getrefcount(a))
def hold_twice():
    local = []
    f = lambda: local
    g = lambda: local
    return sys.getrefcount(local), sys.getrefcount(f), sys.getrefcount(f())

print(hold_twice())
def outer():
    local = []
    def middle():
        def inner():
            return sys.getrefcount(local)
        return inner
    return middle

print(outer()()())
