# A tuple holds a fixed row of references.
t = (1, "two", [3])
print(t, len(t), t[0], t[-1], t[1:], t[::-1], t[:], t[0:0], (1,), (), ((),), ((1,),))
print(1, (1), (1,), (1, 2,), type((1)).__name__, type(()).__name__)
u = 1, 2, 3
v = 4,
print(u, v, u + v, u * 2, 0 * u, u == (1, 2, 3), u < (1, 3), u < (1, 2), () < (0,))
print(2 in u, 5 not in u, u.index(3), u.count(1), sum(u), max(u), sorted((3, 1, 2)), tuple("abc"), tuple([1, 2]))
print(tuple(u) is u, u[:] is u, tuple() == (), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)))
for a, b in ((1, 2), [3, 4], "56"):
    print(a, b, end=" ")
print()
def attempt(action):
    try:
        print(action())
    except (TypeError, IndexError, ValueError, AttributeError) as e:
        print(type(e).__name__, e, sep=": ")

attempt(lambda: u[3])
attempt(lambda: u["0"])
attempt(lambda: u + [1])
attempt(lambda: u + 1)
attempt(lambda: u.append(4))
attempt(lambda: u.index(9))
attempt(lambda: u < [1])
attempt(lambda: u * u)
attempt(lambda: hash(([],)))
attempt(lambda: tuple(3))
print((1, 2), (1, (2, (3, (4,)))), [(1,), ()], (None, True, 1.0, "s"))
