# A function is held by its name, by containers, and by the bound methods made of it.
import sys
def f(): pass
print(sys.getrefcount(f))
g = f
h = [f, f]
print(sys.getrefcount(f), g is f)
def f(): pass
print(sys.getrefcount(f), sys.getrefcount(g))
h.clear()
print(sys.getrefcount(g))
k = lambda: 0
print(sys.getrefcount(k), sys.getrefcount(lambda: 0))
default = []
def uses(x=default, *, y=default):
    return sys.getrefcount(x)

print(sys.getrefcount(default), uses(), uses(default), uses([]))
del uses
print(sys.getrefcount(default))
def inner_function():
    def inner(): pass
    return sys.getrefcount(inner)

print(inner_function())
def recursive(n):
    return sys.getrefcount(recursive) if n == 0 else recursive(n - 1)

print(recursive(0) == recursive(5))
class Base: pass
before = sys.getrefcount(Base)
x = Base()
y = [Base(), Base()]
print(sys.getrefcount(Base) - before)
alias = Base
print(sys.getrefcount(Base) - before)
x = y = alias = None
print(sys.getrefcount(Base) - before)
