# Many blocks come and go in many sizes: the total is that of the traces, and nothing is left.
import tracemalloc

tracemalloc.start()
state = 1
kept = {}
for i in range(6000):
    state = state * 1103515245 % 2147483648 + 12345
    key = state % 97
    if key % 3 == 0:
        kept[key] = [None] * (state % 700)
    elif key % 3 == 1:
        kept[key] = 'x' * (state % 3000)
    else:
        kept.pop(key - 1, None)
snapshot = tracemalloc.take_snapshot()
lines = [one for one in snapshot.statistics('lineno') if one.traceback[0].lineno in (11, 13)]
print(len(lines), all([one.size > 10000 for one in lines]))
kept.clear()
left = [one.size for one in tracemalloc.take_snapshot().statistics('lineno')
        if one.traceback[0].lineno in (11, 13)]
print(sum(left) < 2000)
