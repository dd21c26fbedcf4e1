# Rings of lists, dicts, instances, closures, bound methods: what collect() counts of each.
import gc
class Node:
    pass

def ring_of_lists(n):
    first = last = []
    for i in range(n - 1):
        last = [last]
    first.append(last)

def ring_of_dicts():
    a = {}
    b = {"a": a}
    a["b"] = b

def ring_of_nodes():
    a, b = Node(), Node()
    a.next = b
    b.next = a

def list_in_itself():
    a = []
    a.append(a)

def dict_in_itself():
    d = {}
    d["d"] = d

def tuple_in_list():
    a = []
    t = (a,)
    a.append(t)

def own_attribute():
    n = Node()
    n.me = n

def recursive_closure():
    def f():
        return f

def bound_method():
    n = Node()
    n.append = [].append
    n.call = n.append.__self__.append(n)
    n.append.__self__.append(n)

gc.collect()
for make in (lambda: ring_of_lists(1), lambda: ring_of_lists(2), lambda: ring_of_lists(10), ring_of_dicts, ring_of_nodes,
             list_in_itself, dict_in_itself, tuple_in_list, own_attribute, recursive_closure, bound_method):
    make()
    print(gc.collect(), gc.collect())
