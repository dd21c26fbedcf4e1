# sum, min, max, sorted, len and their edges.
print(sum([]), sum([1, 2, 3]), sum((1.5, 2)), sum([1], 10), sum([[1], [2]], []), sum(range(5), start=100), sum([True, True]))
print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "b", "ab"), min([1], [0, 5]), max((1, 2), (1, 3)))
print(min([2, 1.0, 1]), max([1, 1.0, True]), min({"b": 1, "a": 2}), max("apple", "fig", key=len), min([3, -4], key=abs))
print(min([], default="empty"), max((), default=None), max([1], default=0))
print(sorted([3, 1, 2]), sorted("hello", reverse=True), sorted({"b": 1, "a": 2}), sorted([True, 0, 2.5, -1]))
print(len(""), len([[]]), len({}), len(range(10, 0, -3)), len(((), ())), len("é🐍"))
print(abs(-3), abs(-2.5), abs(True), divmod(17, 5), divmod(-17, 5), divmod(7.5, 2), round(2.567, 1), round(5), round(-1.5))
print(pow(2, 5), pow(2, -1), pow(2.0, 3))
print(isinstance([], (tuple, list)), repr("a'b"), str([1]), bool([0]), int("7") + float("0.5"))
for action in (lambda: sum([1, "a"]), lambda: sum("ab"), lambda: sum(5), lambda: sum(["a"], "b"), lambda: min(), lambda: min(5),
               lambda: max([]), lambda: min([1, "a"]), lambda: sorted([1, None]), lambda: sorted(5), lambda: len(5),
               lambda: abs([]), lambda: divmod(1, "a"), lambda: round("a"), lambda: max(1, 2, default=0), lambda: abs(),
               lambda: min(1, 2, key=5), lambda: sorted([2, 1], key=lambda: 0), lambda: pow(2, "a")):
    try:
        print(action())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
