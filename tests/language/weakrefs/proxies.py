# A proxy stands for its object in almost everything, until that dies.
import weakref
class A:
    def __init__(self, n):
        self.n = n
        self.items = [1, 2]
    def __add__(self, other):
        return ('add', other if isinstance(other, int) else 'object')
    def __radd__(self, other):
        return ('radd', other)
    def __iadd__(self, other):
        self.n += other
        return self
    def __neg__(self):
        return -self.n
    def __len__(self):
        return self.n
    def __getitem__(self, key):
        return self.items[key]
    def __setitem__(self, key, value):
        self.items[key] = value
    def __delitem__(self, key):
        del self.items[key]
    def __contains__(self, x):
        return x in self.items
    def __iter__(self):
        return iter(self.items)
    def __eq__(self, other):
        return isinstance(other, A) and self.n == other.n
    def __lt__(self, other):
        return self.n < other.n
    def __str__(self):
        return 'str of A'
    def __repr__(self):
        return 'repr of A'
    def m(self, x):
        return self.n, x
a = A(3)
p = weakref.proxy(a)
print(weakref.proxy(a) is p, p.n, p.m(5), p.__class__ is A, isinstance(p, A), type(p))
p.n = 4
p.extra = 'x'
print(a.n, a.extra, len(p), bool(p), str(p), -p, p + 1, 1 + p, p + p)
del p.extra
print(hasattr(a, 'extra'), hasattr(p, 'n'), hasattr(p, 'zzz'))
p[0] = 9
print(p[0], list(p), 9 in p, 7 in p, p[1:])
del p[0]
print(a.items, p == a, a == p, p == A(4), p != a, p == weakref.proxy(a), p < A(9), A(9) > p)
q = p
q += 5
print(q is a, a.n, weakref.getweakrefcount(a))
for x in p:
    print(x)
def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for f in [lambda: p.nothing, lambda: hash(p), lambda: p(), lambda: p * 2, lambda: weakref.proxy(5), lambda: weakref.proxy(),
          lambda: weakref.ref(p), lambda: setattr(p, 5, 5)]:
    tell(f)
del q, a
for f in [lambda: p.n, lambda: setattr(p, 'n', 1), lambda: len(p), lambda: p + 1, lambda: 1 + p, lambda: str(p), lambda: bool(p),
          lambda: p[0], lambda: list(p), lambda: p == p, lambda: 1 in p, lambda: -p, lambda: repr(p)[:12], lambda: p.m(1)]:
    tell(f)
