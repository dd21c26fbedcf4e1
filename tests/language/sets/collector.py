# Sets are tracked, frozensets too, and rings through them are collected.
import gc
gc.collect()
gc.disable()
class N:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)
print(gc.is_tracked(set()), gc.is_tracked({1}), gc.is_tracked(frozenset()), gc.is_tracked(frozenset([1])), gc.is_tracked(iter({1})))
n = N('ring')
n.s = {n}
del n
print(gc.collect())
n = N('frozen')
n.f = frozenset([n])
del n
print(gc.collect())
a, b = N('a'), N('b')
a.s, b.s = {b, 1, 2}, {a, (1, 2), 'x'}
del a, b
print(gc.collect())
n = N('iterator')
n.i = iter({n})
del n
print(gc.collect())
s = {1}
t = (s,)
print(gc.get_referents(s), gc.is_tracked(t), gc.collect(), gc.is_tracked(s))
