# What was allocated before start() is not traced, and may die while tracing is on.
import tracemalloc

old = [[i] for i in range(1000)]
tracemalloc.start()
print(tracemalloc.get_object_traceback(old[5]))
new = [object() for i in range(5)]
print(tracemalloc.get_object_traceback(new[2])[0].lineno)
del old[:500]
print(tracemalloc.get_traced_memory()[0] < 10000)
tracemalloc.stop()
print(tracemalloc.get_object_traceback(new[2]))
del old, new
tracemalloc.start()
print(tracemalloc.get_traced_memory()[0] < 10000)
