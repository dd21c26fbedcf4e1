# Two references are equal when what they refer to is, and dead ones when they are the same.
from weakref import ref
class V:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return isinstance(other, V) and self.n == other.n
    def __hash__(self):
        print('hash', self.n)
        return self.n
a, b, c = V(1), V(1), V(2)
r, s, t = ref(a), ref(b), ref(c)
print(r == s, r != s, r == t, r == a, r == 5, r != None)
print(hash(r) == hash(r), hash(r) == hash(s), r in {s: 0})
u = ref(c, lambda w: None)
del a, c
print(r == s, r == r, t == u, t != t, hash(r))
for bad in [lambda: hash(t), lambda: r < s, lambda: hash(u)]:
    try:
        print(bad())
    except TypeError as e:
        print(e)
del b
print({r: 1}[r], r == s)
