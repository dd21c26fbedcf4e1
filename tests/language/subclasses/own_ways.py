# Subclasses that answer for themselves, and __slots__ and __init__ of subclasses.
import gc
import sys


class E(list):
    __slots__ = ()


try:
    E().x = 1
except AttributeError as e:
    print(e)
print(E([1, 2]), E() == [])


class P(list):
    def __init__(self, *a):
        pass


print(P([1, 2]), P(1, 2, 3))


class Q(dict):
    def __init__(self):
        super().__init__(a=1)


print(Q(), Q().copy())


class R(list):
    def __len__(self):
        return 99

    def __iter__(self):
        return iter("xyz")

    def __eq__(self, other):
        return "eq"

    def __contains__(self, item):
        return True


r = R([1])
print(len(r), list(r), r == 1, 5 in r, [*r], r.__len__(), list.__len__(r), bool(r))
o = object()
s = P()
s.append(o)
print(sys.getrefcount(o), sys.getrefcount(s), gc.get_referents(s)[-1] is o)
for final in (bool, range):
    try:
        class X(final):
            pass
    except TypeError as e:
        print(e)
