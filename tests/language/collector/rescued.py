# What an outsider holds is rescued, and with it all that it reaches.
import gc
class Node:
    def __init__(self, name):
        self.name = name
        self.links = []
    def __del__(self):
        print("-", self.name, end=" ")

gc.collect()
nodes = {}
for name in "abcdef":
    nodes[name] = Node(name)
for line in ("ab", "bc", "ca", "de", "ed", "cd", "ff"):
    nodes[line[0]].links.append(nodes[line[1]])
print(gc.collect())
c = nodes["c"]
nodes.clear()
print(gc.collect())
d = c.links[-1]
del c
gc.collect()
print()
print(d.name, d.links[0].name, d.links[0].links[0] is d)
e = d.links.pop()
print(gc.collect(), e.name, e.links[0] is d)
del d
print(gc.collect())
d = e.links[0]
d.links.append(e)
del e
print(gc.collect())
del d
print(gc.collect())
