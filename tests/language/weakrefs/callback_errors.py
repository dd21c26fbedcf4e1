# What a callback raises is reported and does not stop the others.
import sys
from weakref import ref
class A:
    pass
def bad(w):
    raise ValueError('in a callback')
a = A()
x = ref(a, lambda w: print('first made'))
y = ref(a, bad)
z = ref(a, lambda w: print('last made'))
del a
a = A()
x = ref(a, 5)
y = ref(a, lambda: 0)
del a
def f():
    a = A()
    global r
    r = ref(a, lambda w: print('while an exception is on its way'))
    raise KeyError('k')
try:
    f()
except KeyError as e:
    print(e, r() is not None)
    e = None
print(r())
