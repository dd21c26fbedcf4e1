# get_traced_memory() gives what is alive and the most there was; reset_peak() begins anew.
import tracemalloc

tracemalloc.start()
now, peak = tracemalloc.get_traced_memory()
print(0 <= now <= peak < 10000)
room = [None] * 200000
now, peak = tracemalloc.get_traced_memory()
print(1600000 <= now <= peak < 1700000)
del room
now, peak = tracemalloc.get_traced_memory()
print(now < 10000, peak > 1600000)
tracemalloc.reset_peak()
now, peak = tracemalloc.get_traced_memory()
print(now <= peak < 10000)
room = 'x' * 100000
now, peak = tracemalloc.get_traced_memory()
print(100000 <= now <= peak < 120000)
print(tracemalloc.get_tracemalloc_memory() > 0)
tracemalloc.clear_traces()
print(tracemalloc.get_traced_memory() < (1000, 1000))
del room
print(tracemalloc.get_traced_memory() < (1000, 1000), tracemalloc.is_tracing())
tracemalloc.stop()
print(tracemalloc.get_traced_memory())
