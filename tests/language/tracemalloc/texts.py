# The texts of statistics, frames and tracebacks.
from tracemalloc import Frame, Statistic, StatisticDiff, Trace, Traceback

place = Traceback((('prog.py', 3),))
for size, count in (576, 2), (0, 0), (1024, 1), (10239, 1), (10240, 3), (102400, 7), (2 ** 30, 1), (1 << 45, 2):
    print(Statistic(place, size, count))
for row in (1024, 512, 3, 1), (576, -64, 2, 0), (0, -3 * 10 ** 6, 0, -10), (10 ** 6, 0, 1, 1):
    print(StatisticDiff(place, *row))
print(repr(Statistic(place, 576, 2)))
print(repr(StatisticDiff(place, 576, 5, 2, -1)))
print(place, repr(place))
print(Frame(('a b', 7)), repr(Frame(('a b', 7))))
deep = Traceback((('inner.py', 3), ('outer.py', 7)))
print(deep, repr(deep), repr(Traceback((('x', 1),), 5)), Traceback((('x', 1),), 5).total_nframe)
trace = Trace((0, 2048, (('prog.py', 3),), 4))
print(trace, repr(trace), trace.domain, trace.size)
print(deep.format(), deep.format(1), deep.format(-1), deep.format(most_recent_first=True))
