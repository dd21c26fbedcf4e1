# What dies leaves the traces: by its count, in a collection, and when a list grows out of its place.
import gc
import tracemalloc


class Node:
    pass


def alive(lines):
    found = tracemalloc.take_snapshot().statistics('lineno')
    return sum([one.count for one in found if one.traceback[0].lineno in lines])


def ring(count):
    first = last = Node()
    for i in range(count):
        node = Node()
        node.previous = last
        last = node
    first.previous = last


tracemalloc.start()
kept = [i + 1000 for i in range(400)]
print(alive((25,)) >= 400)
del kept[10:]
print(10 <= alive((25,)) <= 14)
kept = None
print(alive((25,)))

ring(100)
print(alive((16, 18, 19)) >= 100)
print(gc.collect() >= 100)
print(alive((16, 18, 19)) <= 1)

grown = []
for i in range(1000):
    grown.append(None)
before = tracemalloc.get_traced_memory()[0]
del grown
print(before - tracemalloc.get_traced_memory()[0] >= 8000)
