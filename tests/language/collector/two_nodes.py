# Two nodes that point at each other outlive their names, until the collector looks.
import gc
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
    def __del__(self):
        print("freed", self.value)

gc.collect()
a = Node("a")
b = Node("b")
a.next = b
b.next = a
del a
print("one name left")
del b
print("no names left")
n = gc.collect()
print("Unreachable objects collected:", n)
c = Node("c")
d = Node("d")
c.next = d
del c
del d
print("no ring, no collector:", gc.collect())
e = Node("e")
e.next = e
f = Node("f")
f.next = e
e = None
print(gc.collect())
f = None
print(gc.collect())
