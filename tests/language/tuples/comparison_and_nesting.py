# Tuples compare item by item, hash by their items, and nest.
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), () < (1,), (1, 2) > (1,), (2,) > (1, 9, 9), (1, 2) <= (1, 2), (1,) >= (1,))
print(((1, 2), 3) < ((1, 3), 0), (1, (2, (3,))) == (1, (2, (3,))), (1, [2]) == (1, [2]), ("a", 1) < ("b", 0))
t = 1, (2, 3), [4, (5,)]
(a, (b, c), [d, (e,)]) = t
print(a, b, c, d, e, t[1][0], t[2][1][0], t[-1][-1][-1])
t[2][1] = t
print(t)
print(max([(1, "z"), (2, "a"), (2, "b")]), sorted([(2, 1), (1, 2), (1, 1)]), min((3,), (2, 5)))
d = {}
for i in range(3):
    for j in range(3):
        d[i, j] = (j, i)
print(d[1, 2], d[(2, 1)], (0, 0) in d, (3, 0) in d, len(d))
def minmax(items):
    return min(items), max(items)

low, high = minmax([3, 1, 2])
print(low, high, minmax("hello"), minmax(items=(5,))[0])
u = ()
for i in range(10):
    u += (i,)
    u = u[-4:]
print(u, u * 2, u[::-1] + u[:1], len(u * 100), (u * 100)[399], u.index(8), u.count(9))
print(tuple([1, (2,)]), tuple("ab"), tuple({"k": 1}), tuple(range(3)), tuple(u) is u, list((1, 2)), str((1, "a")))
swap = (1, 2)
swap = swap[1], swap[0]
print(swap, (1, 2)[0], (1, 2)[::-1], ((1, 2),) + ((3,),), ((),) * 2)
