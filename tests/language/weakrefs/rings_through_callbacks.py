# A callback is held by its reference, and rings through it are collected.
import gc, sys
from weakref import ref
gc.collect()
gc.disable()
class A:
    pass
target = A()
def make():
    def callback(w):
        return callback
    return ref(target, callback)
r = make()
print(sys.getrefcount(r.__callback__) - 2, gc.is_tracked(r))
r = None
print(gc.collect())
a = A()
a.r = ref(a)
del a
print(gc.collect())
a = A()
a.r = ref(a, print)
a.me = a
del a
print(gc.collect())
gc.enable()
