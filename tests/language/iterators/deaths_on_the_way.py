# What an iterator gives, and lets go of, dies in order, also when a step fails; collections in between are harmless.
import sys, gc
class X:
    def __init__(s, n): s.n = n
    def __del__(s):
        print('del', s.n, gc.collect())
def fresh(n): return [X(i) for i in range(n)]
for i, x in enumerate(fresh(3)): print(i, x.n)
x = None
for a, b in zip(fresh(2), fresh(2)): print(a.n, b.n)
a = b = None
for a, b in zip(fresh(3), 'ab'): a = None
for p in zip(fresh(2), range(5)): p = None
for p in map(lambda a, b: (a, b), fresh(2), fresh(1)): print(p[0].n)
p = None
e = enumerate(iter(fresh, 0))
print(sorted(fresh(2), key=lambda v: -v.n)[0].n)
print(max(fresh(3), key=lambda v: v.n).n)
def fail(x): raise ValueError
try: list(map(fail, fresh(2)))
except ValueError: print('caught')
try: sum(fresh(2))
except TypeError as err: print(err)
try: a, b = fresh(3)
except ValueError as err: print(err)
print(any(fresh(1)), all(fresh(1)))
d = {}
d.update(zip('ab', fresh(2)))
d.clear()
l = fresh(2); l[:] = fresh(1); print('s'); l[0:1] = zip(fresh(1)); l = None
