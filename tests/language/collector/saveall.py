# With DEBUG_SAVEALL the collector keeps what it found in gc.garbage instead of freeing it.
import gc
class Node:
    def __init__(self, name):
        self.name = name
    def __repr__(self):
        return "Node " + self.name
    def __del__(self):
        print("finalized", self.name)

gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)
a = ["a"]
a.append(a)
n = Node("n")
n.me = n
del a, n
print(gc.collect(), len(gc.garbage))
for item in gc.garbage:
    if type(item) is list or type(item) is Node:
        print(item)
print(gc.collect(), len(gc.garbage))
gc.set_debug(0)
del item
gc.garbage.clear()
print(gc.collect(), gc.garbage)
b = []
b.append(b)
del b
print(gc.collect(), gc.garbage)
gc.set_debug(gc.DEBUG_SAVEALL)
d = {}
d["d"] = d
saved = d
del d
print(gc.collect(), len(gc.garbage))
del saved
print(gc.collect(), gc.garbage)
gc.garbage[0]["more"] = 1
print(gc.garbage, gc.garbage is gc.garbage)
gc.set_debug(0)
