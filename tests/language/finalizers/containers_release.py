# A container lets its items go when it goes: lists and tuples from the last to the first, dicts from the first on.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

def three(tag):
    return Loud(tag + "1"), Loud(tag + "2"), Loud(tag + "3")

a = list(three("l"))
del a
print("list")
t = three("t")
del t
print("tuple")
x, y, z = three("d")
d = {"x": x, "y": y, "z": z}
del x, y, z
del d
print("dict")
n = [[Loud("a"), Loud("b")], (Loud("c"), [Loud("d")]), {"k": Loud("e"), Loud("f"): Loud("g")}]
del n
print("nested")
a = list(three("l"))
a.clear()
print("clear")
a = list(three("l"))
a[:] = []
print("slice")
a = list(three("l"))
del a[0:2]
print("part")
a = [0]
print("rest")
d = {"x": Loud("x"), "y": Loud("y")}
d.clear()
print("dict clear")
a = [Loud("i")] * 3
a.pop()
print("pop", end=" ")
a = None
print()
