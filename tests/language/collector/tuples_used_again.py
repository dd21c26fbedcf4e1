# Iterators use the tuple of their last items again if nobody holds it. The collector forgets it while
# it is idle, and must learn of it again: else a ring through it would stay.
import gc

gc.disable()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("~" + self.name, end=" ")


def pairs(make):
    items = [Node("a"), Node("b")]
    gc.collect()
    iterator = make(items)
    gc.collect()
    ring = [*iterator]
    print([gc.is_tracked(pair) for pair in ring], end=" ")
    ring.append(ring)
    ring = iterator = items = None
    print(gc.collect())


pairs(enumerate)
pairs(lambda items: zip(items, items))
pairs(lambda items: iter(dict(enumerate(items)).items()))
pairs(lambda items: reversed(dict(enumerate(items)).items()))
