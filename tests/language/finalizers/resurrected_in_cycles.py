# A finalizer that brings back part of a ring keeps what that part reaches; the rest goes.
import gc
saved = []
class Node:
    def __init__(self, name):
        self.name = name
        self.links = []
    def __del__(self):
        print("finalize", self.name)
        if self.name in rescue:
            saved.append(self)

def ring(names):
    nodes = []
    for n in names:
        nodes.append(Node(n))
    for i in range(len(nodes)):
        nodes[i - 1].links.append(nodes[i])

gc.collect()
rescue = ["b"]
ring("abc")
ring("xy")
print(gc.collect(), len(saved))
print(saved[0].name, saved[0].links[0].name, saved[0].links[0].links[0].links[0] is saved[0])
saved.clear()
print("let go again:", gc.collect())
rescue = ["p"]
p = Node("p")
q = Node("q")
p.links.append(q)
del q
del p
print("p is back:", saved[0].name, saved[0].links[0].name)
saved[0].links.clear()
print("q gone")
saved.clear()
print("p gone, silently")
rescue = ["hanging"]
a = Node("ring")
a.links.append(a)
a.links.append(Node("hanging"))
del a
print(gc.collect(), saved[0].name, saved[0].links)
saved.pop()
print(gc.collect())
