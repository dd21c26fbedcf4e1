# += on attributes and items, and every form of del.
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("-", self.name, end=" ")

class Box:
    pass

a = [Loud("a")]
a += [Loud("b")]
print(len(a))
a *= 2
print(len(a))
a *= 0
print(len(a))
b = Box()
b.items = [Loud("x")]
b.items += (Loud("y"),)
print(len(b.items))
b.items = b.items + [Loud("z")]
print(len(b.items))
del b.items[0]
print("item")
del b.items[::-1]
print("slice")
b.one = Loud("one")
del b.one
print("attribute")
d = {"k": Loud("value"), Loud("key"): 1, 3: [Loud("in list")]}
del d["k"]
print("key")
del d[3][0], d[3]
print("both")
d.popitem()
print("popitem")
d["p"] = Loud("p")
d["p"] = Loud("p again")
print("rewritten")
d.pop("p")
print("popped")
d.update({"u": Loud("u")})
d.update({"u": Loud("u2")})
d.setdefault("u", Loud("not used"))
del d
t = (Loud("t1"),)
t += (Loud("t2"),)
print("grown")
del t, b, a
