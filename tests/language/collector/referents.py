# get_referents tells what an object holds; order aside.
import gc
class Node:
    pass

def holds(owner, item):
    for r in gc.get_referents(owner):
        if r is item:
            return True
    return False

a = [1]
b = [a, a, "s"]
print(gc.get_referents(b), gc.get_referents(a), gc.get_referents([]), gc.get_referents(5), gc.get_referents("s"))
print(gc.get_referents((a, 2)), gc.get_referents(()), len(gc.get_referents(b, a)))
d = {"k": a, 2: "v"}
print(len(gc.get_referents(d)), holds(d, a), holds(d, b), gc.get_referents({"k": "v"}), gc.get_referents({}))
n = Node()
n.x = a
n.y = n
print(holds(n, a), holds(n, n), holds(n, Node), holds(n, b))
def function(x=a):
    return b

print(holds(function, a), holds(function, b))
def outer(v):
    return lambda: v

f = outer(a)
cell = f.__closure__[0]
print(holds(f, f.__closure__), holds(f.__closure__, cell), holds(cell, a))
m = Node.__init__
class C:
    def method(self): pass

c = C()
bound = c.method
print(holds(bound, c), holds(bound, C.method), len(gc.get_referents(bound)))
a.append(a)
print(gc.get_referents(a)[::-1][0] is a or gc.get_referents(a)[0] is a, gc.get_referents())
