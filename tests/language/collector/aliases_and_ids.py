# Finding objects by identity through the collector's eyes; looking keeps nothing.
import gc, sys
def count_in(item, items):
    n = 0
    for x in items:
        if x is item: n += 1
    return n

class Node: pass
a = [1]
b = {"a": a}
c = (a, b)
n = Node()
n.c = c
before = sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(c), sys.getrefcount(n)
gc.get_referrers(a); gc.get_referents(c); gc.get_objects(); gc.is_tracked(b); gc.collect()
print(before == (sys.getrefcount(a), sys.getrefcount(b), sys.getrefcount(c), sys.getrefcount(n)), before)
print(count_in(a, gc.get_referents(c)), count_in(b, gc.get_referents(c)), count_in(a, gc.get_referents(b)))
print(count_in(c, gc.get_referrers(a)), count_in(b, gc.get_referrers(a)), count_in(n, gc.get_referrers(c)))
print(count_in(a, gc.get_objects()), count_in(n, gc.get_objects()), count_in(Node, gc.get_objects()))
found = gc.get_referents(n)
print(sys.getrefcount(c), count_in(c, found), count_in(Node, found))
del found
print(sys.getrefcount(c))
del n
print(gc.collect(), sys.getrefcount(c), count_in(c, gc.get_objects()))
