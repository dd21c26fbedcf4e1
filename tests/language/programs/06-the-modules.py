# Program 6: what gc and sys answer.
# moment: the moment of an automatic collection shows in what it prints.
import gc, sys
print(gc.get_threshold(), len(gc.get_count()), gc.collect() >= 0, gc.collect(0), gc.collect(1), gc.collect(2))
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
gc.set_threshold(1000, 5, 5)
print(gc.get_threshold())
gc.set_threshold(700, 10, 10)
a = []
b = [a]
print(gc.is_tracked(a), gc.is_tracked(5), gc.is_tracked("text"))
print(gc.get_referents(b), gc.get_referrers(a)[0] is b, len(gc.get_objects()) > 0, len(gc.get_objects(0)) > 0)
gc.set_debug(gc.DEBUG_SAVEALL)
b.append(b)
del b
print(gc.collect(), gc.garbage)
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect())
def watch(phase, info):
    print(phase, info["generation"], info["collected"])

gc.callbacks.append(watch)
print(gc.collect(0))
gc.callbacks.clear()
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
print(gc.get_freeze_count(), len(gc.get_stats()), sorted(gc.get_stats()[0]))
print(sys.getrefcount(a), sys.getsizeof(a) > 0, id(a) == id(a), a is a, a is [])
gc.disable()
class Ring:
    def __init__(self):
        self.me = self
    def __del__(self):
        global ended
        ended += 1

ended = 0
for i in range(100): Ring()
print(ended)
gc.enable()
kept = []
for i in range(2000): kept.append([])
print(ended)
