# Collecting from inside a finalizer, and garbage made by finalizers.
import gc
class Node:
    def __init__(self, name):
        self.name = name
        self.me = self
    def __del__(self):
        print("-", self.name, "collect:", gc.collect())

gc.collect()
Node("a")
print(gc.collect())
Node("b")
Node("c")
print(gc.collect())
class Makes:
    def __init__(self, depth):
        self.depth = depth
        self.me = self
    def __del__(self):
        print("made", self.depth)
        if self.depth:
            Makes(self.depth - 1)

Makes(2)
print(gc.collect(), gc.collect(), gc.collect(), gc.collect())
class Counted:
    def __del__(self):
        print("counted", gc.collect())

Counted()
c = Counted()
Node("d")
del c
class Drops:
    def __init__(self, name):
        self.name = name
        self.other = None
    def __del__(self):
        print("-", self.name, end=" ")
        self.other = None

x, y = Drops("x"), Drops("y")
x.other, y.other = y, x
del x, y
print(gc.collect())
class Disables:
    def __del__(self):
        gc.disable()
        print("disabled", gc.isenabled())

Disables()
gc.enable()
