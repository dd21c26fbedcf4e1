# get_object_traceback() tells the lines that made an object, the oldest first.
import tracemalloc


def inner():
    return object()


def outer():
    return [inner(), inner()]


def lines(traceback):
    return [frame.lineno for frame in traceback]


tracemalloc.start(2)
made = outer()
trace = tracemalloc.get_object_traceback(made[0])
print(lines(trace), len(trace), trace.total_nframe)
print(trace == tracemalloc.get_object_traceback(made[1]), trace is made)
tracemalloc.stop()
tracemalloc.start(10)
made = outer()
trace = tracemalloc.get_object_traceback(made[0])
print(lines(trace), len(trace))
print([line.strip() for line in trace.format() if 'File' not in line])
print([line.strip() for line in trace.format(2) if 'File' not in line])
print([line.strip() for line in trace.format(-1) if 'File' not in line])
print([line.strip() for line in trace.format(most_recent_first=True) if 'File' not in line])
print(lines(trace[1:]), trace[-1].lineno, trace[0] in trace, trace.count(trace[1]), trace.index(trace[2]))
print(lines(reversed(trace)))
print(tracemalloc.get_object_traceback(5), tracemalloc.get_object_traceback(outer))
