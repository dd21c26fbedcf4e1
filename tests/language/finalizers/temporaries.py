# What has no name goes as soon as the expression is done with it.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")
    def same(self):
        return self
    def next(self):
        return Loud(self.name + "'")
    def add(self, other):
        return Loud(self.name + "+" + other.name)

def f(*args):
    print("f", end=" ")
    return len(args)

def pick(x, y):
    print("pick", end=" ")
    return y

print(f(Loud("a"), Loud("b")))
print(pick(Loud("a"), Loud("b")).name)
print(Loud("chain").next().next().name)
print(Loud("same").same().same().name)
print(Loud("x").add(Loud("y")).add(Loud("z")).name)
print([Loud("p"), Loud("q")][0].name)
print({"k": Loud("v")}["k"].name)
print((Loud("t"), 1)[1])
print(len([Loud("in list")]), Loud("one").name, Loud("two").name)
print([Loud("c"), f()][1], f(Loud("d"), f(Loud("e"))))
[Loud("l1"), Loud("l2")][:1]
print()
f([Loud("n1"), [Loud("n2")]], Loud("n3"))
print()
x = Loud("kept").next()
print(x.name, end=" ")
x = x.next()
print(x.name, end=" ")
x = None
print()
