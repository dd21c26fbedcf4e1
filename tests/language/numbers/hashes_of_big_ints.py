# Equal numbers have equal hashes, modulo 2**61 - 1; dicts and lists find them.
for n in (2**61 - 2, 2**61 - 1, 2**61, 2**62, 2**63, -2**63, 2**64, -(2**61 - 1), -2**61, -(2**61), 10**30, -10**100, 3**500):
    print(hash(n))
table = {2**70: "a", -2**70: "b", 2**64: "c"}
print(table[2**70], table[-(2**70)], table[2.0**64], table.get(2**71), 2**70 in table, len(table))
items = [3**50, 3**51, 3**52]
print(items.index(3**51), items.count(3**50), 3**52 in items, max(items), sorted([3**52, -3**52, 1.5, 2**63, 0]), sum(items))
