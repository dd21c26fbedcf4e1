# The collector tracks what may take part in a ring, and nothing else.
import gc
class Empty: pass
class Slots: x = 1
def function(): pass

gc.collect()
one = 1
print(gc.is_tracked(1), gc.is_tracked(1.5), gc.is_tracked("s"), gc.is_tracked(None), gc.is_tracked(True))
print(gc.is_tracked([]), gc.is_tracked([1]), gc.is_tracked(()), gc.is_tracked(range(3)))
print(gc.is_tracked({}), gc.is_tracked({"a": 1}), gc.is_tracked({"a": []}), gc.is_tracked({"a": "b"}), gc.is_tracked({(): 1}))
d = {}
print(gc.is_tracked(d))
d["a"] = one
print(gc.is_tracked(d))
d["b"] = "text"
d[3] = 1.5
print(gc.is_tracked(d))
d["t"] = (one,)
print(gc.is_tracked(d))
e = {"k": []}
del e["k"]
print(gc.is_tracked(e))
e.clear()
print(gc.is_tracked(e), gc.is_tracked(e.copy()), gc.is_tracked(dict()), gc.is_tracked(dict(a=1)), gc.is_tracked(dict(a=[])))
print(gc.is_tracked(function), gc.is_tracked(Empty), gc.is_tracked(Empty()), gc.is_tracked(len), gc.is_tracked(gc))
print(gc.is_tracked(lambda: 0), gc.is_tracked([].append), gc.is_tracked(int), gc.is_tracked(type))
print(gc.is_tracked(ValueError("x")), gc.is_tracked(d.keys()))
