# Views of a dict's keys and items have the operators and comparisons of sets.
d = {'a': 1, 'b': 2, 'c': 3}
e = {'b': 2, 'c': 4, 'z': 5}
k, i = d.keys(), d.items()
print(sorted(k & e.keys()), sorted(k | e.keys()), sorted(k - e.keys()), sorted(k ^ e.keys()))
print(sorted(i & e.items()), sorted(i | e.items()), sorted(i - e.items()), sorted(i ^ e.items()))
print(type(k & k), type(k | []), sorted(k & 'abx'), sorted('abx' & k), sorted(['q'] | k), sorted(['a', 'q'] - k))
print(k & {'a'}, {'a', 'q'} & k, frozenset('a') & k, k - {'a', 'b'}, {'a', 'x'} - k, k ^ {'a', 'b', 'c', 'n'})
print(k <= {'a', 'b', 'c'}, k < {'a', 'b', 'c'}, k == {'a', 'b', 'c'}, {'a', 'b', 'c'} == k, {'a'} < k, frozenset('abcd') > k)
print(i == {('a', 1), ('b', 2), ('c', 3)}, i >= {('a', 1)}, i.isdisjoint([('a', 1)]), k.isdisjoint('xyz'), k.isdisjoint(k))
print({1: []}.items() ^ {1: []}.items())
for bad in [lambda: k & 1, lambda: 1 | k, lambda: k - None, lambda: k < ['a'], lambda: d.values() & d.values(),
            lambda: {1: []}.items() | {2}, lambda: k.isdisjoint(3), lambda: k + k]:
    try:
        print(bad())
    except TypeError as err:
        print(err)
s = {'b'}
s |= k
s -= d.items()
print(sorted(s))
k &= {'a'}
print(k, type(k))
