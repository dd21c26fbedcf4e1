# A set can be looked for in a set of frozensets, though it has no hash of its own.
s = {frozenset([1, 2]), frozenset(), 3}
print({1, 2} in s, {2, 1} in s, set() in s, {3} in s, {1, 2} in {7: 0, frozenset([1]): 1}.values())
s.discard({1, 2})
s.remove(set())
print(s)
try:
    s.remove({8})
except KeyError as e:
    print(type(e.args[0]), e)
try:
    {1, 2} in {frozenset([1, 2]): 0}
except TypeError as e:
    print(e)
