# After an operation that failed, too, every count is what it was.
import sys
class Node:
    def __init__(self, item): self.item = item
    def get(self): return self.item
    def fails(self, *args): return self.nothing

class Raises:
    def __init__(self, *args): raise ValueError(args)

a, n = [1], Node(None)
n.item = a
t, d, s = (a, n), {"a": a}, "text" * len(a)
def f(x, y): return x
def fail(*args, **kwargs): raise ValueError(args, kwargs)
def counts():
    return (sys.getrefcount(a), sys.getrefcount(n), sys.getrefcount(t), sys.getrefcount(d), sys.getrefcount(s), sys.getrefcount(f),
            sys.getrefcount(Node), sys.getrefcount(Raises))

def assign(): t[0] = a
def delete(): del t[0]
def unpack(): x, y, z = t
def unpack_less(): x, = t
def nested(): (x, y), z = a, t
def stepped(): a[::-1] = t
def augmented(): t[0] += (n, a, 5)[2]
def attribute(): s.x = a
def loop():
    for x in t:
        for y in t: fail(x, y)

def in_handler():
    try: fail(a)
    except ValueError as e: fail(e, a)

def in_finally():
    try: fail(a, t)
    finally: n.nothing

before = counts()
actions = [lambda: fail(a), lambda: fail(a, k=n), lambda: fail(*t, **d), lambda: [a, fail(n)], lambda: (a, n, fail(t)), lambda: {s: a, n: fail(a)},
           lambda: a + n, lambda: n + a, lambda: a - a, lambda: a < n, lambda: n < a < t, lambda: -a, lambda: ~t, lambda: a[n], lambda: t[5], lambda: d[n],
           lambda: d[a], lambda: {a: n}, lambda: n[a], lambda: n.nothing, lambda: n.nothing(a, t), lambda: n.fails(a, n), lambda: f(a), lambda: f(a, n, t),
           lambda: f(x=a, z=n), lambda: f(a, x=n), lambda: f(*t, *t), lambda: f(**d), lambda: f(**{"x": a, "q": n}), lambda: f(a, *n), lambda: a(n), lambda: n(a),
           lambda: Node(), lambda: Node(a, n), lambda: Raises(a, n), lambda: Raises(k=a), lambda: n.get(a), lambda: Node.get(), lambda: a in n, lambda: n in s,
           lambda: len(n), lambda: sorted([a, n]), lambda: sorted([(1, a), (1, n)]), lambda: max(a, n), lambda: sum([a, n]), lambda: s + a, lambda: s.join([s, a]),
           lambda: s.nothing, lambda: [a].index(n), lambda: [n].remove(a), lambda: d.pop(n), lambda: d.update(a), lambda: dict([t, a]), lambda: hash(t), lambda: a.extend(n),
           lambda: sorted(t, key=fail), lambda: (lambda x: x.nothing)(n), lambda: [1, 2].pop(s), lambda: getattr(n, a), lambda: isinstance(n, a), lambda: int(a),
           assign, delete, unpack, unpack_less, nested, stepped, augmented, attribute, loop, in_handler, in_finally]
failed = 0
for action in actions:
    for i in range(3):
        try: action()
        except Exception: failed += 1
    if counts() != before: print("differs after", actions.index(action), before, counts())
print("same after", failed, "failures", counts() == before, a, d)
