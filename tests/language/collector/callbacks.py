# gc.callbacks are called before and after each collection with what is known.
import gc
gc.disable()
gc.collect()
def watch(phase, info):
    print(phase, sorted(info.items()))

gc.callbacks.append(watch)
gc.collect()
a = []
a.append(a)
del a
print(gc.collect(0))
a = {}
b = {"a": a}
a["b"] = b
del a, b
print(gc.collect(1))
def second(phase, info):
    print("second", phase, info["collected"])

gc.callbacks.append(second)
print(gc.collect())
gc.callbacks.remove(watch)
print(gc.collect())
gc.callbacks[0] = lambda phase, info: 1 / 0
print("exceptions in callbacks are ignored:", gc.collect())
gc.callbacks.clear()
class Node:
    def __del__(self):
        print("finalizer runs between start and stop")

gc.callbacks.append(watch)
n = Node()
n.me = n
del n
gc.collect()
gc.callbacks.pop()
print(gc.callbacks, gc.collect())
