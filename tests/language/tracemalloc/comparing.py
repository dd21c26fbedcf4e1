# Frames, tracebacks and statistics are compared and hashed by what they say.
from tracemalloc import Frame, Statistic, StatisticDiff, Trace, Traceback

one, two = Frame(('a', 1)), Frame(('a', 2))
print(one == Frame(('a', 1)), one != two, one < two, one <= two, one > two, one >= two)
print(one == ('a', 1), hash(one) == hash(Frame(('a', 1))))
first, second = Traceback((('a', 1), ('b', 2))), Traceback((('a', 1),))
print(first == second, first < second, second < first, first >= second)
print(first == Traceback((('a', 1), ('b', 2))), len({first, second, Traceback((('a', 1),))}))
print(Statistic(first, 1, 2) == Statistic(first, 1, 2), Statistic(first, 1, 2) == Statistic(second, 1, 2))
print(Statistic(first, 1, 2) == 5, hash(Statistic(first, 1, 2)) == hash(Statistic(first, 1, 2)))
print(StatisticDiff(first, 1, 1, 2, 2) == StatisticDiff(first, 1, 1, 2, 2))
print(Trace((0, 1, (('a', 1),), 1)) == Trace((0, 1, (('a', 1),), 1)))
try:
    Statistic(first, 1, 2) < Statistic(first, 1, 3)
except TypeError as error:
    print(error)
try:
    one < 'a'
except TypeError as error:
    print(error)
try:
    first.index(two)
except ValueError as error:
    print(repr(error))
