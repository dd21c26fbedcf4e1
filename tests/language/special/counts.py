# After special methods nothing lingers, and what they drop dies at once.
import sys, gc
class V:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
    def __add__(self, other): return V(self.n + other.n)
    def __iadd__(self, other): self.n += other.n; return self
    def __eq__(self, other): return self.n == other.n
    def __hash__(self): return self.n
    def __lt__(self, other): return self.n < other.n
    def __getitem__(self, k): return V(k)
    def __contains__(self, x): return V(1)
    def __bool__(self): return self.n > 0
    def __len__(self): return 4
    def __neg__(self): return V(-self.n)
    def __call__(self): return self
a, b = V(1), V(2)
print(sys.getrefcount(a), sys.getrefcount(b))
(a + b)
print("sum gone")
c = a + b + a
print(c.n)
c += b
print(c.n, sys.getrefcount(c))
print(a == b, a < b, a != b, 5 in a, not a)
print(a[7].n)
print((-a).n)
print(max(a, b) is b, min([b, a]) is a, sorted([b, a])[0] is a)
d = {a: b}
print(d[V(1)] is b, V(1) in d)
print(sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(c))
def fail(self, other): raise ValueError(other.n)
V.__add__ = fail
try: a + V(9)
except ValueError as e: print(e)
e = None
print(sys.getrefcount(a), gc.collect())
del a, b, c
print("end")
