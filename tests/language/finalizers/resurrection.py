# A finalizer may bring its object back; it will not run a second time.
import gc
class Phoenix:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("last words of", self.name)
        saved.append(self)

saved = []
a = Phoenix("a")
del a
print(len(saved), saved[0].name)
saved.pop()
print("gone for good", saved)
gc.collect()
b = Phoenix("b")
b.me = b
del b
print(gc.collect(), len(saved))
print(saved[0].me is saved[0], gc.collect())
saved.clear()
print(gc.collect(), saved)
c = Phoenix("c")
d = Phoenix("d")
c.d = d
d.c = c
del c, d
print(gc.collect(), len(saved))
x = saved.pop()
saved.clear()
print(x.name, gc.collect())
del x
print(gc.collect())
keep = None
class Once:
    def __del__(self):
        global keep
        print("once")
        keep = self

Once()
keep = None
print("not twice")
class Holder:
    pass

h = Holder()
h.phoenix = Phoenix("attribute")
h = None
print(saved[0].name)
saved.clear()
