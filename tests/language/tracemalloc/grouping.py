# Statistics by line, by file and by traceback; cumulative ones charge every line on the way.
import tracemalloc


def inner():
    return [i + 1000 for i in range(200)]


def outer():
    return inner()


tracemalloc.start(10)
a = outer()
b = inner()
snapshot = tracemalloc.take_snapshot()
tracemalloc.stop()
print(snapshot.traceback_limit)
for key in 'traceback', 'lineno':
    for one in snapshot.statistics(key):
        if one.count >= 100:
            print(key, [frame.lineno for frame in one.traceback], one.count >= 400)
for one in snapshot.statistics('lineno', True):
    if one.count >= 100:
        print('cumulative', [frame.lineno for frame in one.traceback], one.count >= 400)
by_file = snapshot.statistics('filename')
print(by_file[0].count >= 400, by_file[0].traceback[0].lineno)
print(sum([one.size for one in by_file]) == sum([one.size for one in snapshot.statistics('traceback')]))
print(sum([trace.size for trace in snapshot.traces]) == sum([one.size for one in by_file]))
print(len(snapshot.traces) == sum([one.count for one in by_file]), snapshot.traces[0] in snapshot.traces)
print({trace.domain for trace in snapshot.traces})
