# The special methods of sets, by name.
s, f = {1, 2}, frozenset([2, 3])
print(s.__contains__(1), s.__len__(), s.__or__(f), f.__and__(s), s.__sub__({1}), s.__xor__(f), s.__or__([5]), s.__ror__(f))
print(s.__eq__({1, 2}), s.__lt__({1, 2, 3}), s.__ge__(f), s.__eq__(5), list(s.__iter__()), s.__repr__(), f.__hash__() == hash(f))
print(set.__repr__({7}), s.__ior__({9}) is s, s, iter({4}).__next__(), {1: 2}.keys().__and__([1]))
