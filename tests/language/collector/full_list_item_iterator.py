# Iterators of items track two objects: both find room in the collector's list, however full it is.
import gc

gc.disable()
alive = []
pairs = {1: 2}
for i in range(6000):
    iterator = iter(pairs.items())
    alive.append(iterator)
    if i % 3 == 0:
        alive.append([i])
print(len(alive), next(iterator))
