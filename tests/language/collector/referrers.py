# get_referrers tells which tracked objects hold an object.
import gc
def among(item, items):
    n = 0
    for x in items:
        if x is item:
            n += 1
    return n

class Node:
    pass

a = []
b = [a]
c = (a, a)
d = {"k": a}
n = Node()
n.a = a
f = lambda x=a: x
found = gc.get_referrers(a)
print(among(b, found), among(c, found), among(d, found), among(f, found), among(f.__defaults__, found), among(a, found))
print(among(n, found))
del found
module = gc.get_referrers(b)
print(len(module) > 0, among(b, module))
del module
b.append(b)
print(among(b, gc.get_referrers(b)))
del b[0]
print(among(b, gc.get_referrers(a)), among(c, gc.get_referrers(a)))
del d["k"]
print(among(d, gc.get_referrers(a)))
print(len(gc.get_referrers()), len(gc.get_referrers([])), len(gc.get_referrers({})))
class Leaf: pass
leaf = Leaf()
print(among(leaf, gc.get_referrers(Leaf)))
both = gc.get_referrers(a, leaf)
print(among(c, both) > 0)
