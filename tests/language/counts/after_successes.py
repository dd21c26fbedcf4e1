# After each of many operations every count is what it was before: nothing is kept, nothing let go twice.
import sys
class Node:
    shared = []
    def __init__(self, item=None): self.item = item
    def get(self, *args): return self.item
    def me(self): return self

a, n, k = [1, 2], Node(), Node()
n.item = a
t, d = (a, n), {"a": a, "n": n, k: a}
def f(x, *args, y=None, **kw): return x
def counts():
    return (sys.getrefcount(a), sys.getrefcount(n), sys.getrefcount(k), sys.getrefcount(t), sys.getrefcount(d),
            sys.getrefcount(f), sys.getrefcount(Node), sys.getrefcount(Node.get))

before = counts()
actions = [lambda: a, lambda: [a, a], lambda: (a, n), lambda: {"k": a}, lambda: {k: n}, lambda: a + a, lambda: a * 3, lambda: t + t,
           lambda: t * 2, lambda: a[:], lambda: t[::-1], lambda: a == a, lambda: a is n, lambda: a in [n, a], lambda: a not in t,
           lambda: a < [2], lambda: n.item, lambda: n.get, lambda: n.get(a, k), lambda: n.me().me().item, lambda: Node(a).get(),
           lambda: Node.get(n, a), lambda: f(a), lambda: f(a, n, k), lambda: f(x=a, y=n, z=k), lambda: f(*t, **{"y": a}),
           lambda: f(*[a, a]), lambda: (lambda x: x)(a), lambda: (lambda *x: x)(a, n), lambda: (lambda x=a: x)(), lambda: f(f(a)),
           lambda: a if a else n, lambda: a and n, lambda: a or n, lambda: not a, lambda: d["a"], lambda: d[k], lambda: d.get(k),
           lambda: d.get(n, a), lambda: d.copy(), lambda: dict(d), lambda: list(d), lambda: list(d.values()), lambda: list(d.items()),
           lambda: d | {"z": a}, lambda: {**d}, lambda: [*a, *t], lambda: (*t, a), lambda: d.keys(), lambda: sorted([(1, a), (2, a)]),
           lambda: max([a, a]), lambda: min(a, [0]), lambda: sum([a, a], []), lambda: list(t), lambda: tuple(a), lambda: str(a),
           lambda: repr({"a": a}), lambda: len(t), lambda: isinstance(n, Node), lambda: type(n), lambda: hash(k), lambda: id(a),
           lambda: bool(a), lambda: n == k, lambda: n != k, lambda: t == t, lambda: d == d, lambda: t < t, lambda: [a].pop(),
           lambda: [a, n].index(n), lambda: t.count(a), lambda: [a].append(n), lambda: {}.setdefault(k, a), lambda: a.append,
           lambda: Node.shared, lambda: getattr(n, "item"), lambda: getattr(n, "none", a), lambda: hasattr(n, "x"),
           lambda: setattr(n, "item", a), lambda: [n, a][True], lambda: 1 < len(a) < 3 < len(t)]
for action in actions:
    for i in range(3):
        action()
    if counts() != before: print("differs after", actions.index(action), before, counts())
print("same after", len(actions), "operations", counts() == before)
