# The same instruction meets values of other types in turn: nothing may be remembered wrongly.
def add(a, b):
    return a + b

def compare(a, b):
    return a < b

def item(a, i):
    return a[i]

def length(a):
    return len(a)

values = [(1, 2), ("a", "b"), (1.5, 2), ([1], [2]), ((1,), (2,)), (True, 1), (1, 2.5), (2 ** 40, 5), ("x", "")]
for turn in range(3):
    for a, b in values:
        print(add(a, b), compare(a, b), sep=":", end=" ")
    print()
for turn in range(2):
    for a, i in (([1, 2], 0), ((3, 4), 1), ("héy", 1), ({0: "zero"}, 0), (range(5, 9), 2), ({"k": "v"}, "k"), ([1, 2], -1)):
        print(item(a, i), length(a), end=" ")
    print()
for a, b in ((1, "a"), ("a", 1), ([1], (1,)), (1, 2)):
    try:
        print(add(a, b))
    except TypeError as e:
        print(e)
n = 0
for x in [1, 2.5, True, 10, -0.5, 100]:
    n += x
    n = -n * 2 if n > 10 else n - 1
    print(n, end=" ")
print()
def total(items):
    t = items[0]
    for i in items[1:]:
        t += i
    return t

print(total([1, 2]), total("ab"), total([[1], [2]]), total([(1,), (2,)]), total([0.5, 1]), total([1, 0.5]))
