# A finalizer may change the very container that is being emptied.
class Adds:
    def __init__(self, to, what):
        self.to = to
        self.what = what
    def __del__(self):
        self.to.append(self.what)

items = []
items.append(Adds(items, "a"))
items.append(Adds(items, "b"))
items.clear()
print(items)
items[:] = [Adds(items, 1), Adds(items, 2)]
items[:] = []
print(items)
items = [0]
items.append(Adds(items, "x"))
del items[1:]
print(items)
items += [Adds(items, "y")]
items.pop()
print(items)
items.append(Adds(items, "z"))
items[-1] = "replaced"
print(items)
class Puts:
    def __init__(self, to, key):
        self.to = to
        self.key = key
    def __del__(self):
        self.to[self.key] = "put"

d = {}
d["a"] = Puts(d, "a")
d["a"] = "over"
print(d)
d["b"] = Puts(d, "b")
del d["b"]
print(d)
d["c"] = Puts(d, "x")
d["d"] = Puts(d, "y")
d.clear()
print(d)
class Clears:
    def __init__(self, what):
        self.what = what
    def __del__(self):
        self.what.clear()

loop = [1, 2, 3]
loop[1] = Clears(loop)
for x in loop:
    print("item", type(x).__name__)
    loop[1] = 2
    x = None
print(loop)
