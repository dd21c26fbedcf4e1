# A range is a value that computes its items; it compares, slices and counts.
print(range(5), range(2, 5), range(0, 10, 3), range(5, 0, -2))
print(list(range(5)), list(range(2, 5)), list(range(0, 10, 3)), list(range(5, 0, -2)), list(range(5, 0)))
r = range(10, 30, 5)
print(len(r), r[0], r[-1], r[1:], r[::-1], list(r[::-1]), 20 in r, 21 in r, 20.0 in r, "x" in r)
print(range(0) == range(3, 3), range(0, 4, 2) == range(0, 3, 2), range(3) == [0, 1, 2])
print(r.index(15), r.count(20), r.start, r.stop, r.step, r.count("x"))
for bad in ((1, 2, 0), (1.5,), ("3",), ()):
    try:
        print(range(*bad))
    except (TypeError, ValueError) as e:
        print(e)
try:
    r[4]
except IndexError as e:
    print(e)
try:
    r[0] = 1
except TypeError as e:
    print(e)
try:
    r.index(11)
except ValueError as e:
    print(e)
print(sum(range(101)), max(range(3, 9)), sorted(range(3, 0, -1)), tuple(range(3)))
