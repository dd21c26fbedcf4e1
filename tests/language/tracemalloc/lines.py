# What is alive is charged to the line that ran when it was allocated, the largest line first.
import tracemalloc


class Node:
    pass


def make_nodes(count):
    return [Node() for i in range(count)]


def make_numbers(count):
    return [i + 1000 for i in range(count)]


tracemalloc.start()
nodes = make_nodes(50)
numbers = make_numbers(1000)
words = ['word%d' % i for i in range(300)]
room = [None] * 100000
statistics = tracemalloc.take_snapshot().statistics('lineno')
tracemalloc.stop()
sizes = [one.size for one in statistics]
print(sizes == sorted(sizes, reverse=True), all([one.count > 0 for one in statistics]))
by_line = {one.traceback[0].lineno: one for one in statistics}
print([one.traceback[0].lineno for one in statistics][:3])
print(by_line[10].count >= 50, by_line[14].count >= 1000, by_line[20].count >= 300)
print(by_line[21].count <= 2, by_line[21].size >= 800000)
print({len(one.traceback) for one in statistics})
