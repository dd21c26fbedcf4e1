# References to functions, classes, modules, generators, and to what is local.
import weakref, sys
def f():
    pass
def g():
    yield 1
class C:
    pass
r = weakref.ref(f, lambda w: print('function gone'))
s = weakref.ref(C, lambda w: print('class gone'))
i = g()
t = weakref.ref(i, lambda w: print('generator gone'))
u = weakref.ref(sys)
print(r() is f, s() is C, t() is i, u() is sys)
del f
del i
import gc
del C
gc.collect()
print(r(), s(), t())
def local():
    class L:
        pass
    x = L()
    w = weakref.ref(x, lambda w: print('local gone'))
    print(w() is x)
    del x
    print(w())
    y = L()
    return weakref.ref(y, lambda w: print('after the return'))
z = local()
print(z())
k = {1, 2}
w = weakref.ref(k, lambda w: print('set gone'))
k = None
class T(list):
    pass
k = T()
w = weakref.ref(k, lambda w: print('list gone'))
k = 0
