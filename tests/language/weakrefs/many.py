# Many objects with references, and many references to one object.
import weakref
class A:
    pass
objects = []
refs = []
for i in range(3000):
    objects.append(A())
    refs.append(weakref.ref(objects[i]))
print(sum([r() is o for r, o in zip(refs, objects)]))
del objects[::3]
print(sum([r() is None for r in refs]))
objects.clear()
print(sum([r() is None for r in refs]))
a = A()
order = []
refs = [weakref.ref(a, lambda w, i=i: order.append(i)) for i in range(500)]
del a
print(order == list(range(499, -1, -1)))
