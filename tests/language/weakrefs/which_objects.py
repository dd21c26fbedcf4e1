# What can be referred to weakly, and what cannot.
import weakref
class A:
    pass
class Slotted:
    __slots__ = ('x',)
class SlottedWeak:
    __slots__ = ('x', '__weakref__')
class L(list):
    pass
class D(dict):
    pass
class I(int):
    pass
class S(str):
    pass
class E(Exception):
    pass
def gen():
    yield 1
def f():
    pass
for o in [A(), Slotted(), SlottedWeak(), L(), D(), I(), S(), E(), A, E, gen(), f, len, [].append, f.__code__, set(), frozenset(),
          weakref, iter([]), iter({1}), iter({}), range(3), slice(1), object(), None, 1, 'a', (), [], {}, 1.5, ValueError(),
          weakref.ref(A), {}.keys(), NotImplemented, ..., True, lambda: 0]:
    try:
        r = weakref.ref(o)
        print(type(o).__name__, r() is o)
    except TypeError as e:
        print(e)
