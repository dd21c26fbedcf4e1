# Comparisons, chains, and/or/not: each operand goes when its part is decided.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def value(name, n):
    print(name, end=" ")
    return [n, Loud(name)][0]

def make(name):
    print(name, end=" ")
    return Loud(name)

print(make("a") == make("b"), make("c") is make("d"))
print(make("a") != make("b") != make("c"))
print(make("a") is make("b") is make("c"))
print(make("a") in [make("b"), make("c")])
print(value("a", 1) < value("b", 2) < value("c", 3))
print(value("a", 1) > value("b", 2) > value("c", 3))
r = make("a") and make("b")
print(r.name, end=" ")
r = make("c") or make("d")
print(r.name, end=" ")
r = not make("e")
print(r)
r = make("yes") if make("test") else make("no")
print(r.name, end=" ")
r = None
print()
print((make("a") or make("b")) and (make("c") and 0) or make("d").name)
if make("a") == make("b") or make("c") != make("d"): print("then")
while make("w") is None: pass
print()
print([make("x")] == [make("y")], [make("x")] < [] if 0 else (make("x"),) == ())
