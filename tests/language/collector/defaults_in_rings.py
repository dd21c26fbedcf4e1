# Defaults live in a tuple; one of constants only belongs to the code and is not counted with the ring.
# moment: a collection before the count stops tracking the tuples of numbers.
import gc
class Node:
    pass

def ring(function):
    n = Node()
    n.me = n
    n.f = function

def no_default(): ring(lambda: 0)
def constant(): ring(lambda x=None: x)
def constants(): ring(lambda x=1, y="s", z=2.5: x)
def fresh_list(): ring(lambda x=[]: x)
def both(): ring(lambda x=1, y=[]: x)
def variable():
    one = 1
    ring(lambda x=one: x)

def keyword_constant(): ring(lambda *, x=1: x)
def keyword_list(): ring(lambda *, x=[]: x)
def tuple_of_constants(): ring(lambda x=(1, 2): x)
def constant_tuples_in_rings(): ring((1, (2, 3)))
def made_tuple():
    one = 1
    ring((one, (one, one)))

gc.collect()
for make in (no_default, constant, constants, fresh_list, both, variable, keyword_constant, keyword_list,
             tuple_of_constants, constant_tuples_in_rings, made_tuple):
    make()
    print(make.__name__, gc.collect())
