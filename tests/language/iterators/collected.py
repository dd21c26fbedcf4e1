# Iterators in rings are collected, with all that they are made of.
import gc
class Node: pass
def ring(make):
    node = Node()
    node.steps = make(node)
gc.collect()
for make in (lambda n: enumerate([n]), lambda n: zip([n], (n,)), lambda n: map(print, [n]),
             lambda n: filter(None, [n]), lambda n: reversed([n]), lambda n: reversed((n, 1)),
             lambda n: iter({1: n}.items()), lambda n: reversed({1: n}), lambda n: iter(print, n),
             lambda n: iter(n.__init__, 1)):
    ring(make)
    print(gc.collect())
