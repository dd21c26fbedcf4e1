# Finalizers of a found ring run in the order in which its objects came under the collector's eyes.
import gc
class Node:
    def __init__(self, name):
        self.name = name
        self.links = []
    def __del__(self):
        print("-", self.name, end=" ")

def ring(names, order):
    nodes = {}
    for n in names:
        nodes[n] = Node(n)
    for i in range(len(order)):
        nodes[order[i]].links.append(nodes[order[i - 1]])

gc.collect()
ring("abc", "abc")
print(gc.collect())
ring("abc", "cba")
print(gc.collect())
ring("cabd", "dabc")
print(gc.collect())
a = Node("a")
b = Node("b")
b.other = a
a.other = b
hanging = Node("hanging")
b.hanging = hanging
a.last = [Node("in list"), Node("in list too")]
del hanging, a, b
print(gc.collect())
outer = Node("outer")
outer.d = {"self": outer, "x": Node("x"), "y": Node("y")}
outer.t = (Node("t1"), Node("t2"))
outer = None
print(gc.collect())
for pair in ("12", "34", "56"):
    ring(pair, pair)
print(gc.collect(), gc.collect())
