# Filters take traces of some files and lines, or all others.
from tracemalloc import DomainFilter, Filter, Snapshot

TRACES = [
    (0, 10, (('src/one.py', 1), ('main.py', 9)), 2),
    (0, 20, (('src/one.py', 2),), 1),
    (0, 30, (('src/two.py', 1),), 1),
    (1, 40, (('<unknown>', 0),), 1),
]
snapshot = Snapshot(TRACES, 2)


def show(*filters):
    found = snapshot.filter_traces(filters)
    print([trace.size for trace in found.traces], found.traceback_limit)


snapshot.filter_traces([])
show(Filter(True, 'src/one.py'))
show(Filter(False, 'src/one.py'))
show(Filter(True, 'src/one.py', 2))
show(Filter(False, 'src/one.py', 2))
show(Filter(True, 'main.py'))
show(Filter(True, 'main.py', all_frames=True))
show(Filter(False, 'main.py', all_frames=True))
show(Filter(True, 'src/*.py'))
show(Filter(True, '*'))
show(Filter(True, 'src/???.py'))
show(Filter(True, 'src/[o-p]n[!x].py'))
show(Filter(True, 'src/[!o]*'))
show(Filter(True, 'src/[xyz]*'))
show(Filter(True, 'src/'))
show(Filter(True, 'src/one.pyc'))
show(Filter(False, '<unknown>'), Filter(False, '*two*'))
show(Filter(True, '*one*'), Filter(True, '*two*'), Filter(False, '*', 2))
show(DomainFilter(True, 1))
show(DomainFilter(False, 1))
show(Filter(True, 'src/*', domain=0))
show(Filter(True, 'src/*', domain=1))
show(Filter(False, 'src/*', domain=0))
one = Filter(True, 'x*', 7)
print(one.inclusive, one.filename_pattern, one.lineno, one.all_frames, one.domain)
print(DomainFilter(False, 3).domain)
