# What start() and snapshots refuse, and what works while nothing is traced.
import tracemalloc


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__ + ':', error)


attempt(lambda: tracemalloc.start(0))
attempt(lambda: tracemalloc.start(-1))
attempt(lambda: tracemalloc.start(65536))
attempt(lambda: tracemalloc.start('x'))
attempt(lambda: tracemalloc.start(1.5))
attempt(lambda: tracemalloc.start(1, 2))
attempt(lambda: tracemalloc.is_tracing())
attempt(tracemalloc.take_snapshot)
attempt(tracemalloc.reset_peak)
attempt(tracemalloc.clear_traces)
attempt(lambda: tracemalloc.get_object_traceback([]))
attempt(lambda: tracemalloc.get_object_traceback())
tracemalloc.start(65535)
snapshot = tracemalloc.take_snapshot()
attempt(lambda: snapshot.statistics('size'))
attempt(lambda: snapshot.statistics('traceback', True))
attempt(lambda: snapshot.statistics())
attempt(lambda: snapshot.filter_traces(3))
attempt(lambda: snapshot.compare_to(snapshot, 7))
attempt(lambda: snapshot.traces[10 ** 9])
attempt(lambda: tracemalloc.Frame(('a', 1)) < 3)
attempt(lambda: hash(snapshot.traces))
