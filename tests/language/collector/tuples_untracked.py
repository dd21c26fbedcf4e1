# A tuple is tracked when made, and let off at the next collection if it holds nothing trackable.
import gc
gc.disable()
gc.collect()
one = 1
t = (one, 2)
u = (one, [])
v = (one, (one, one))
w = ((one, "s"), (None, 1.5), t)
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(v), gc.is_tracked(v[1]), gc.is_tracked(w))
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(v[1]), gc.is_tracked(w[0]))
gc.collect()
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(v), gc.is_tracked(w))
x = t + t
print(gc.is_tracked(x))
gc.collect(0)
print(gc.is_tracked(x))
print(gc.is_tracked(tuple([one])), gc.is_tracked(tuple([])), gc.is_tracked(u[:1]))
d = {"k": t}
print(gc.is_tracked(d))
e = {"k": (one, one)}
print(gc.is_tracked(e), gc.is_tracked(e["k"]))
gc.collect()
gc.collect()
print(gc.is_tracked(e), gc.is_tracked(e["k"]), gc.is_tracked(d))
e["l"] = []
print(gc.is_tracked(e))
e["l"] = 0
print(gc.is_tracked(e))
gc.collect()
print(gc.is_tracked(e))
