# What a key function may do while the list is sorted.
calls = []
def key(x):
    calls.append(x)
    return -x

a = [2, 3, 1]
a.sort(key=key)
print(a, calls)
def failing(x):
    if x == 2: raise ValueError("no key for 2")
    return x

a = [3, 1, 2]
try:
    a.sort(key=failing)
except ValueError as e:
    print(e, sorted(a), len(a))
def looks(x):
    seen.append(len(b))
    return x

seen = []
b = [2, 1]
b.sort(key=looks)
print(b, seen)
def changes(x):
    b.append(x)
    return x

try:
    b.sort(key=changes)
except ValueError as e:
    print(e)
print(b)
print(sorted(["b", "A", "a", "B"]), sorted(["b", "A", "a", "B"], key=str.lower), sorted([3, 1], key=None))
print(sorted([(1, "b"), (0, "a"), (1, "a")], key=lambda p: p[0]), sorted([(1, 2), (1, 1)], reverse=True, key=lambda p: p[0]))
rows = [{"n": 3, "s": "c"}, {"n": 1, "s": "c"}, {"n": 2, "s": "a"}]
print(sorted(rows, key=lambda r: (r["s"], r["n"])))
big = []
for i in range(300):
    big.append((i * 37 % 101, i))
big.sort(key=lambda p: p[0])
print(big[:7], big[-3:])
order = True
for i in range(299):
    if big[i][0] > big[i + 1][0] or big[i][0] == big[i + 1][0] and big[i][1] > big[i + 1][1]:
        order = False
print(order)
