# A dict begins to be tracked when it first holds something that could be part of a ring.
# moment: the moment of an automatic collection shows in what it prints.
import gc
class Node: pass
def f(): pass
d = {}
print(gc.is_tracked(d))
for value in (1, "text", 1.5, None, True, (), len, range(3)):
    d = {}
    d["k"] = value
    print(gc.is_tracked(d), end=" ")
print()
for value in ([], {}, {"k": 1}, (1, []), Node(), Node, f, Node().__class__, gc, [].append, ValueError()):
    d = {}
    d["k"] = value
    print(gc.is_tracked(d), end=" ")
print()
d = {(1, 2): 1, "x": ()}
print(gc.is_tracked(d))
d = {Node(): 1}
print(gc.is_tracked(d))
d = {"a": 1}
d["a"] = []
print(gc.is_tracked(d))
d["a"] = 1
print(gc.is_tracked(d))
gc.collect()
print(gc.is_tracked(d))
d.update({"b": []})
print(gc.is_tracked(d))
d.clear()
print(gc.is_tracked(d), gc.is_tracked(d.copy()))
d = {"a": []}
e = d.copy()
g = dict(d)
h = d | {}
i = {**d}
print(gc.is_tracked(e), gc.is_tracked(g), gc.is_tracked(h), gc.is_tracked(i))
d = {}
d.setdefault("a", 1)
print(gc.is_tracked(d))
d.setdefault("b", [])
print(gc.is_tracked(d), d.pop("b"), gc.is_tracked(d))
def kw(**kwargs): return kwargs
print(gc.is_tracked(kw()), gc.is_tracked(kw(a=1)), gc.is_tracked(kw(a=[])))
