# The target's old value goes after the new one has been made; targets are evaluated in their turn.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

class Box:
    def __init__(self, name):
        self.loud = Loud(name)
    def __del__(self):
        print("-box", end=" ")

def index(i):
    print("index", Loud("i").name and i, end=" ")
    return i

a = Loud("old")
a = print("making", end=" ") or Loud("new")
print("|")
items = [Loud("zero"), Loud("one")]
items[index(0)] = Loud("new zero")
print("|")
items[index(0)], items[index(1)] = Loud("p"), Loud("q")
print("|")
items[index(0)] = items[index(1)] = Loud("both")
print("|")
items[0] = None
items[:] = [Loud("s"), Loud("t"), Loud("u")]
print("|")
items[1:2] = []
print("|")
Box("b").loud = Loud("replacement")
print("|")
[Loud("x")][0] = Loud("y")
print("|")
b = Box("c")
b.loud = b.loud.name
print("|")
x, (y, z) = Loud("x"), (Loud("y"), Loud("z"))
x, (y, z) = z, (x, y)
print("|", x.name, y.name, z.name)
x = y = z = None
print("|")
first, *rest = [Loud("f"), Loud("r1"), Loud("r2")]
del rest
print("|")
first = rest = None
del items, a, b
