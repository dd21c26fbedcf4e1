# Differences that go through the shorter side, and tables that shrink after many removals.
big = set(range(100))
print(big - {5}, len(big - set(range(95))), big - set(range(90)), {1, 2, 500} - big, big.difference({3: 0}) == big - {3})
few = {1, 200, 300}
few -= big
print(few)
big -= set(range(3, 100))
print(big)
big.update([8, 16])
print(big)
s = set(range(50))
s.difference_update(range(45))
print(s)
print({1, 2, 3}.difference({1: 0, 5: 0}), {1, 2}.difference([1], [2]), {1, 2}.difference(iter([2])))
