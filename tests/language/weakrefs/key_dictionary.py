# WeakKeyDictionary: entries go with their keys, and let go of the values.
from weakref import WeakKeyDictionary
class K:
    def __init__(self, n):
        self.n = n
    def __repr__(self):
        return 'K' + str(self.n)
    def __del__(self):
        print('del', self.n)
d = WeakKeyDictionary()
a, b, c = K(1), K(2), K(3)
d[a], d[b], d[c] = 'one', [K(20)], 'three'
print(len(d), d[a], b in d, 5 in d, d.get(c), d.get(K(9)), list(d), list(d.values()))
del b
print(len(d), list(d.items()))
try:
    d[K(8)]
except KeyError as e:
    print('KeyError')
    del e
try:
    d[5] = 1
except TypeError as e:
    print(e)
d.setdefault(a, 'other')
d.setdefault(c, 'other')
print(d.pop(a), d.pop(a, None), d.setdefault(a, 'again'), len(d.keyrefs()))
e = WeakKeyDictionary({a: 1, c: 2})
e.update({a: 5})
f = e.copy()
print(e == f, sorted(e.values()), repr(e)[:22], e == {a: 5, c: 2})
del e[a]
print(len(e), len(f), e.popitem())
for key in f:
    c = None
    print(key)
key = None
print(len(f))
f.clear()
print(len(f))
