# The parts of a slice are asked for __index__ once, step first; assigning reads the items first.
class Ix:
    def __init__(self, name, n): self.name = name; self.n = n
    def __index__(self): print("index", self.name); return self.n
def parts(a, b, c): return slice(Ix("start", a), Ix("stop", b), Ix("step", c))
l = list(range(10))
print(l[parts(1, 9, 3)], "abcdefghij"[parts(8, 2, -2)], range(10)[parts(1, 5, 2)])
l[parts(1, 3, 1)] = "xyz"
print(l)
l[parts(0, 4, 2)] = (7, 8)
print(l)
del l[parts(0, 9, 4)]
print(l)
class Bad:
    def __index__(self): raise ValueError("no")
for wrong in (Bad(), 1.5, "a"):
    for use in (lambda: l[wrong:], lambda: l[::wrong], lambda: l[wrong], lambda: "ab"[wrong], lambda: (1,)[wrong], lambda: range(3)[wrong]):
        try: use()
        except (TypeError, ValueError) as e: print(type(e).__name__, e)
def grow():
    for i in range(3): l.append(i); yield i
l[Ix("start", 1):] = grow()
print(l)
