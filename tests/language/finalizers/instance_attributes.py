# An instance's __del__ runs first, then its attributes go, in the order they were made.
class Loud:
    def __init__(self, name, *parts):
        self.name = name
        for part in parts:
            if part.name == "left": self.left = part
            elif part.name == "right": self.right = part
            else: self.other = part
    def __del__(self):
        print("-", self.name, end=" ")

p = Loud("parent", Loud("right"), Loud("left"), Loud("third"))
del p
print()
p = Loud("parent", Loud("left"), Loud("right"))
p.left = None
print("left replaced")
del p.right
print("right deleted")
del p
print("parent")
chain = None
class Link:
    def __init__(self, n, next):
        self.n = n
        self.next = next
    def __del__(self):
        print(self.n, end=" ")

for i in range(5):
    chain = Link(i, chain)
chain = None
print("chain")
class Quiet:
    pass

q = Quiet()
q.b = Loud("b")
q.a = Loud("a")
q.c = [Loud("c1"), Loud("c2")]
del q
print()
