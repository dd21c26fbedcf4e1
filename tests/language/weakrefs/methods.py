# A bound method is made anew each time, so only WeakMethod can refer to it.
import weakref
class A:
    def m(self):
        return 'm'
a = A()
print(weakref.ref(a.m)())
w = weakref.WeakMethod(a.m)
print(w()(), w() == a.m, w == weakref.WeakMethod(a.m), w == weakref.WeakMethod(A().m), hash(w) == hash(w))
v = weakref.WeakMethod(a.m, lambda x: print('dead', x is v))
del a
print(w(), v())
try:
    weakref.WeakMethod(5)
except TypeError as e:
    print(e)
