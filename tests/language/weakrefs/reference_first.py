# A reference that dies before its object is never called.
from weakref import ref, getweakrefcount
class A:
    pass
a = A()
r = ref(a, lambda w: print('never'))
s = ref(a, lambda w: print('called'))
del r
print(getweakrefcount(a))
del a
class Holder:
    pass
h = Holder()
h.a = A()
h.r = ref(h.a, lambda w: print('the reference outlives the object here'))
del h
h = Holder()
h.r = ref(A, lambda w: print('never'))
h.a = A()
h.w = ref(h.a, lambda w: print('never, it went first'))
h.b = h.a
del h.a
del h
