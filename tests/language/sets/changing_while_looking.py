# A comparison that changes the set, or raises, while an item is looked for.
class E:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if act is not None:
            act()
        return self.n == other.n
    def __repr__(self):
        return 'E' + str(self.n)
act = None
def fresh():
    global s
    s = {E(1), E(2), E(3)}
fresh()
def boom():
    raise ValueError('boom')
act = boom
for f in [lambda: s.add(E(9)), lambda: E(9) in s, lambda: s.discard(E(2)), lambda: s | {E(4)}, lambda: s & {E(4)},
          lambda: s == {E(1), E(2), E(4)}, lambda: {E(1), E(2)}]:
    try:
        print(f())
    except ValueError as e:
        print(e, len(s))
act = None
fresh()
calls = 0
def wipe():
    global act
    act = None
    s.clear()
act = wipe
print(E(2) in s, s)
fresh()
act = wipe
s.add(E(7))
print(s)
def grow():
    global act
    act = None
    s.update(range(100, 140))
fresh()
act = grow
s.discard(E(3))
print(len(s), E(3) in s)
