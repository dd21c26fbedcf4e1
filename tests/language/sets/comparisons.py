# Sets compare as subsets, and with sets of either kind only.
a, b, c = {1, 2}, {1, 2, 3}, frozenset([2, 1])
print(a < b, a <= b, b > a, b >= a, a < c, a <= c, a == c, c == a, a != c, a is c)
print(a == [1, 2], a != (1, 2), set() == frozenset(), set() == {}, {1} < {2}, {1} > {2}, {1} == {1.0})
print(a.issubset([1, 2, 3]), a.issuperset([1]), a.issuperset([5]), a.isdisjoint([7]), a.isdisjoint([7, 2]))
print(a.issubset(b), b.issuperset(c), a.isdisjoint(a), set().isdisjoint(set()), c.isdisjoint({9}))
print(sorted([{1, 2, 3}, {1}, {1, 2}]) == [{1}, {1, 2}, {1, 2, 3}])
print(hash(frozenset()), hash(frozenset([1, 2, 3])), hash(frozenset('abc')), hash(frozenset([(1, 2), 'x'])))
print(hash(c) == hash(frozenset([1, 2])), {c: 'found'}[frozenset([2, 1])])
for bad in [lambda: a < [1], lambda: a >= 3, lambda: c < 'x']:
    try:
        bad()
    except TypeError as e:
        print(e)
