# What sets refuse, and in which words.
def tell(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def change(s, o):
    s |= o
s = {1, 2}
f = frozenset(s)
for g in [lambda: {[]}, lambda: {1, {2}}, lambda: {1, *5}, lambda: hash(s), lambda: s.pop(1), lambda: set().pop(),
          lambda: s.remove(9), lambda: s.remove([]), lambda: s.remove({9}), lambda: s.discard({}), lambda: [] in s,
          lambda: s | [1], lambda: [1] | s, lambda: s & 1, lambda: s - None, lambda: s ^ 'a', lambda: s + s,
          lambda: s * 2, lambda: change(s, [1]), lambda: change(f, 3), lambda: -s, lambda: s[0], lambda: f[0],
          lambda: s.union(1), lambda: s.update(None), lambda: s.add(), lambda: s.add(1, 2), lambda: s.issubset(3),
          lambda: set(1, 2), lambda: set(3), lambda: frozenset(3), lambda: frozenset(1, 2), lambda: f.add(1), lambda: f.pop,
          lambda: s.nothing, lambda: s(), lambda: set.add(1, 2), lambda: {s: 1}, lambda: s.difference([[]]), lambda: s.copy(1),
          lambda: s.intersection([[]]), lambda: s.symmetric_difference(), lambda: next(s), lambda: s < 1, lambda: int(s)]:
    tell(g)
def delete():
    del s[0]
def store():
    s[0] = 1
def attribute():
    s.x = 1
tell(delete)
tell(store)
tell(attribute)
print(s, f)
