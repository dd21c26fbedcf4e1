# Rings through several kinds of objects, and what hangs from them.
import gc
class Node:
    pass

gc.collect()
n = Node()
n.items = [n]
del n
print(gc.collect())
n = Node()
n.table = {"owner": n, "list": [1, 2, [3]]}
del n
print(gc.collect())
d = {"list": [{}]}
d["list"][0]["back"] = d
d["hanging"] = [[], [[]], ()]
del d
print(gc.collect())
a = []
a.append((a, a))
a.append({"a": a})
a.append(lambda: a)
del a
print(gc.collect())
parent = Node()
parent.children = []
for i in range(3):
    child = Node()
    child.parent = parent
    parent.children.append(child)
print(gc.collect())
del parent
print(gc.collect())
del child
print(gc.collect())
x = Node()
y = Node()
x.y = y
y.x = x
x.string = "not counted" * 2
x.numbers = [1.5, 2.5]
x.pair = (1, 2.5)
del x, y
print(gc.collect())
