# Unpacking moves references: the row goes once its parts are bound.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def make(*names):
    out = []
    for n in names:
        out.append(Loud(n))
    del n
    return out

a, b = make("a", "b")
print("bound")
a, b = b, a
print("swapped", a.name, b.name)
a, b = make("c", "d")
print("replaced")
a = b = None
print("|")
try:
    a, b = make("e", "f", "g")
except ValueError:
    print("too many")
try:
    a, b, c = make("h", "i")
except ValueError:
    print("too few")
print(a, b)
a, *b, c = make("1", "2", "3", "4")
print("starred")
del b
print("|")
(a, c), d = make("p", "q"), Loud("r")
print("nested")
d, a = a, d
a = c = d = None
print("|")
for a, b in [make("x", "y"), make("z", "w")]:
    print(a.name, b.name, end=" ")
print("loop")
a = b = None
print("|")
