# True and False are the ints 1 and 0 under other names; containers are true when not empty.
print(True + 1, True - True, -True, ~True, True / 2, True << 3, True ** False)
print(True & False, True | False, True ^ True, True & 3, type(True & False).__name__, type(True & 3).__name__)
print(isinstance(True, int), isinstance(1, bool), type(True).__name__, str(False), repr(True))
for value in (0, 1, -1, 0.0, -0.0, 0.1, "", " ", "0", (), (0,), [], [[]], {}, {0: 0}, None, range(0), range(1)):
    print(repr(value), bool(value), not value)
print(bool(), bool("False"), not not 3, not None is None)
print(sum([True, False, True]), [10, 20][True], "ab"[False])
print(float("nan") and "nan is true", bool(print), bool(bool))

class Empty:
    pass

print(bool(Empty), bool(Empty()), bool(len))
