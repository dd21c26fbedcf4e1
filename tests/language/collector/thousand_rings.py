# A list of a thousand rings: all unreachable at once, all found in one collection.
import gc
gc.disable()
gc.collect()
rings = []
for i in range(1000):
    a = []
    b = [a]
    a.append(b)
    rings.append(a)
del a, b
print(gc.collect())
rings.pop()
print(gc.collect())
rings[10:20] = []
print(gc.collect())
rings = None
print(gc.collect())
chain = first = []
for i in range(5000):
    chain = [chain]
first.append(chain)
del chain
print(gc.collect())
del first
print(gc.collect(), gc.collect())
for i in range(1000):
    d = {}
    d["self"] = d
del d
print(gc.collect())
gc.enable()
print(gc.isenabled())
