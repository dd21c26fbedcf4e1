# freeze moves everything tracked out of the collector's sight, until unfreeze.
import gc
gc.disable()
gc.collect()
print(gc.get_freeze_count())
a = []
a.append(a)
gc.freeze()
frozen = gc.get_freeze_count()
print(frozen > 0)
del a
print(gc.collect())
b = []
b.append(b)
del b
print(gc.collect(), gc.get_freeze_count() == frozen)
gc.unfreeze()
print(gc.get_freeze_count(), gc.collect())
c = []
d = []
gc.freeze()
before = gc.get_freeze_count()
del c
print(before - gc.get_freeze_count())
e = []
print(before - gc.get_freeze_count())
gc.freeze()
print(gc.get_freeze_count() - before)
del d, e
print(gc.get_freeze_count() - before)
gc.unfreeze()
print(gc.get_freeze_count())
