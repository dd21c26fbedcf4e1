# compare_to() tells what came and what went between two snapshots, the greatest change first.
import tracemalloc


def changes(new, old, key):
    rows = []
    for one in new.compare_to(old, key):
        if one.size_diff and one.traceback[0].lineno in (15, 16, 21):
            rows.append((one.traceback[0].lineno, one.size_diff > 0, one.count_diff > 0))
    return rows


tracemalloc.start()
empty = tracemalloc.take_snapshot()
small = [i + 1000 for i in range(100)]
large = [i + 1000 for i in range(1000)]
first = tracemalloc.take_snapshot()
print(changes(first, empty, 'lineno'))
del large
second = tracemalloc.take_snapshot()
small = [i + 1000 for i in range(50)]
third = tracemalloc.take_snapshot()
print(changes(second, first, 'lineno'))
print(changes(third, second, 'lineno'))
print(changes(first, first, 'lineno'))
gone = [one for one in second.compare_to(first, 'lineno') if one.traceback[0].lineno == 16]
print(len(gone), gone[0].size, gone[0].count, gone[0].size_diff < -8000, gone[0].count_diff <= -1000)
print(third.compare_to(first, 'filename')[0].traceback[0].lineno)
