# Tracing holds nothing: counts, and the moment of death, are as they are without.
import gc
import sys
import tracemalloc


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('end of', self.name)


def run():
    one = Loud('one')
    print(sys.getrefcount(one))
    tracemalloc.get_object_traceback(one)
    snapshot = tracemalloc.take_snapshot()
    print(sys.getrefcount(one), sys.getrefcount(one.name) > 1)
    one = Loud('two')
    ring = Loud('ring')
    ring.ring = ring
    print('leaving')


gc.collect()
tracemalloc.start(5)
run()
print(gc.collect())
tracemalloc.stop()
print('stopped')
