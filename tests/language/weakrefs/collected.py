# The collector: references to garbage die before its finalizers run; those in the garbage are not called.
import gc
from weakref import ref
gc.collect()
gc.disable()
class N:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name, r())
a = N('a')
a.me = a
a.inner = ref(a, lambda w: print('never'))
r = ref(a, lambda w: print('called', w()))
del a
print(gc.collect(), r.__callback__ is None)
a, b = N('a'), N('b')
a.b, b.a = b, a
r = ref(a)
q = ref(b, lambda w: print('b is going', r()))
p = ref(a, lambda w: print('a is going', q()))
del a, b
print(gc.collect())
class Saved:
    def __del__(self):
        global saved
        saved = self
a = Saved()
a.me = a
r = ref(a)
c = ref(a, lambda w: print('dead though saved', w()))
del a
print(gc.collect(), r(), c(), saved.me is saved)
saved.me = None
a = N('once')
a.me = a
def forget(w):
    global c
    c = None
    print('reference forgotten in its callback')
c = ref(a, forget)
r = ref(a)
del a
print(gc.collect())
gc.enable()
