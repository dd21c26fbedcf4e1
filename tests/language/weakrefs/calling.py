# What references are, and what they refuse.
import weakref
from weakref import ref
class A:
    pass
a = A()
r = ref(a)
def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for f in [lambda: ref(), lambda: ref(a, 1, 2), lambda: ref(a, x=1), lambda: r(1), lambda: r.x, lambda: r(x=2),
          lambda: ref(1), lambda: setattr(r, 'x', 1), lambda: type(r), lambda: isinstance(r, ref), lambda: callable(r),
          lambda: ref is weakref.ReferenceType, lambda: r() is a, lambda: bool(r), lambda: weakref.nothing]:
    tell(f)
del a
print(r(), bool(r), repr(r)[-6:])
