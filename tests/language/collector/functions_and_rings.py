# Rings that go through functions' defaults, attributes, dicts and cells at once.
import gc
class Node:
    pass

def through_default():
    n = Node()
    def f(x=n): pass
    n.f = f

def through_keyword_default():
    items = []
    def f(*, x=items): pass
    items.append(f)

def through_attribute():
    n = Node()
    def f(): pass
    f.node = n
    n.f = f

def through_cell():
    n = Node()
    n.f = lambda: n

def through_two_cells():
    n, m = Node(), Node()
    n.f = lambda: (n, m)
    m.g = lambda: (m, n)

def hanging_closure():
    value = [1]
    n = Node()
    n.me = n
    n.get = lambda: value

def nothing_in_a_ring():
    value = []
    return lambda: value

def names_itself_in_dict():
    table = {}
    def f(): return table
    table["f"] = f

gc.collect()
for make in (through_default, through_keyword_default, through_attribute, through_cell, through_two_cells,
             hanging_closure, nothing_in_a_ring, names_itself_in_dict):
    make()
    print(make.__name__, gc.collect(), gc.collect())
