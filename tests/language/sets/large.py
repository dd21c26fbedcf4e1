# Large sets, past the size from which they only double.
s = set(range(0, 180000, 3))
print(len(s), sum(s), 3 in s, 4 in s)
t = set(range(0, 180000, 2))
print(len(s & t), len(s | t), len(s - t), len(s ^ t))
for i in range(0, 180000, 6):
    s.discard(i)
print(len(s), len(s.copy()), s.isdisjoint(t))
s.clear()
print(s)
