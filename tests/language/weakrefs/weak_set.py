# WeakSet: items go when nothing else holds them.
from weakref import WeakSet
class K:
    def __init__(self, n):
        self.n = n
    def __repr__(self):
        return 'K' + str(self.n)
    def __hash__(self):
        return self.n
    def __eq__(self, other):
        return self.n == other.n
a, b, c = K(1), K(2), K(3)
s = WeakSet([a, b])
s.add(c)
s.add(K(3))
print(len(s), a in s, K(1) in s, K(7) in s, 5 in s, sorted(x.n for x in s))
del b
print(len(s), [x.n for x in s])
t = WeakSet([c])
print(s >= t, t < s, s == t, (s | t) == s, len(s & t), len(s - t), len(s ^ t), t.issubset(s), s.isdisjoint(t))
s.discard(K(9))
s.remove(a)
try:
    s.remove(a)
except KeyError as e:
    print('KeyError')
    e = None
print(len(s), s.pop().n, len(s))
try:
    s.pop()
except KeyError as e:
    print(e)
s.update([a, c])
s |= t
s -= t
print([x.n for x in s], len(s.copy()), len(s.union([c])))
s.clear()
print(s, len(s), bool(s))
for x in t:
    c = None
    print(x)
x = None
print(len(t))
