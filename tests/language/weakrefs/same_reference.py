# Without a callback there is one reference for everybody; with one there is a new one each time.
import weakref, sys
from weakref import ref
class A:
    pass
a = A()
r = ref(a)
print(ref(a) is r, ref(a, None) is r, sys.getrefcount(r), sys.getrefcount(a))
def callback(w):
    pass
c, d = ref(a, callback), ref(a, callback)
print(c is r, c is d, c.__callback__ is callback, r.__callback__)
print(weakref.getweakrefcount(a), weakref.getweakrefcount(5), weakref.getweakrefs(5))
print([w is x for w, x in zip(weakref.getweakrefs(a), [r, d, c])])
del c
print(weakref.getweakrefcount(a))
del r
print(weakref.getweakrefcount(a), weakref.getweakrefs(a) == [d])
r = ref(a)
print([w is x for w, x in zip(weakref.getweakrefs(a), [r, d])])
del d, r
print(weakref.getweakrefcount(a), weakref.getweakrefs(a))
