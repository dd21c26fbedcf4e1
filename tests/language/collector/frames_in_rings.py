# A kept exception holds its frames; the module's own, which runs on, is none of the garbage.
import gc
gc.disable()
gc.collect()
def fail(*values):
    raise ValueError("fail")

def keep(x):
    local = [x]
    try:
        fail(local)
    except ValueError as error:
        return error

def one():
    try:
        fail([])
    except ValueError as error:
        kept = error

def two():
    kept = keep(1)
    me = lambda: (kept, me)

def three():
    ring = []
    ring.append(ring)
    try:
        fail(ring)
    except ValueError as error:
        ring.append(error)

def four():
    error = ValueError("x")
    error.__cause__ = error
    error.__context__ = error

for test in (one, two, three, four):
    test()
    print(test.__name__, gc.collect())
one()
print(gc.collect())
two()
print(gc.collect())
