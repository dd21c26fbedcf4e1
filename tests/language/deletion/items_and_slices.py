# del of items, slices and stepped slices.
a = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
same = a
del a[0]
del a[-1]
print(a)
del a[2:4]
print(a)
del a[:1], a[-1:]
print(a)
del a[::2]
print(a)
del a[5:1], a[10:20]
print(a)
del a[:]
print(a, same is a)
a[:] = range(10)
del a[1:9:3]
print(a)
del a[::-3]
print(a)
del a[-1:0:-2]
print(a)
d = {"a": 1, "b": {"c": 2, "d": [3, 4]}}
del d["a"], d["b"]["c"], d["b"]["d"][0]
print(d)
for action in (lambda: a.pop(99), lambda: d.pop("zz")):
    try:
        action()
    except (IndexError, KeyError) as e:
        print(type(e).__name__, e)
def attempt(owner, key):
    try:
        del owner[key]
        print(owner)
    except (IndexError, KeyError, TypeError) as e:
        print(type(e).__name__, e)

attempt([1], 1)
attempt([1], -2)
attempt([1], "0")
attempt({1: 2}, 2)
attempt({1: 2}, [])
attempt({1: 2}, True)
attempt((1, 2), 0)
attempt("ab", 0)
attempt(5, 0)
attempt(range(3), 0)
