# sort is in place and stable; sorted makes a new list.
a = [3, 1, 2]
print(a.sort(), a, sorted([3, 1, 2], reverse=True), sorted("bca"), sorted((2, 1)), sorted({"b": 1, "a": 2}))
words = ["pear", "fig", "apple", "kiwi", "date", "nut"]
print(sorted(words), sorted(words, key=len), sorted(words, key=len, reverse=True))
words.sort(key=lambda w: w[-1])
print(words)
pairs = [("b", 2), ("a", 2), ("b", 1), ("a", 1)]
print(sorted(pairs), sorted(pairs, key=lambda p: p[1]), sorted(pairs, key=lambda p: -p[1]))
mixed = [2.5, 1, True, 3, 0.5]
mixed.sort()
print(mixed, sorted([[2], [1, 5], [1]]), sorted([]), sorted([1]))
many = []
n = 7
for i in range(50):
    n = (n * 31 + 11) % 101
    many.append(n)
print(sorted(many), sorted(many) == sorted(many, reverse=True)[::-1])
for bad in ([1, "a"], [None, None], [[1], 2], [{}, {}]):
    try:
        bad.sort()
    except TypeError as e:
        print(e)
try:
    [2, 1].sort(len)
except TypeError as e:
    print(e)
print(min(words), max(words, key=len), min(3, 1, 2), min([4], default=0), max([], default="none"))
