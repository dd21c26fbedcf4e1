# Objects that die in the collector and objects that die by counting, side by side.
import gc
class Node:
    def __init__(self, name, *held):
        self.name = name
        self.held = held
    def __del__(self):
        print("-", self.name, end=" ")

gc.collect()
def ring(a, b):
    a.other = b
    b.other = a

a, b = Node("a", Node("a1")), Node("b", Node("b1"), Node("b2"))
ring(a, b)
c = Node("c", a)
del a, b
print(gc.collect())
del c
print("c gone")
print(gc.collect())
x = Node("x")
x.items = [Node("i1"), Node("i2"), x]
x.items[1] = None
print("i2 replaced")
x.table = {"a": Node("ta"), "x": x}
del x.table["a"]
print("ta deleted")
outside = x.items
del x
print(gc.collect(), len(outside))
del outside[2]
print("one way broken")
print(gc.collect())
outside = None
print(gc.collect())
y = Node("y")
y.f = lambda: y
y.g = y.f
del y.f
print(gc.collect())
del y
print(gc.collect())
