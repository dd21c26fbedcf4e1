# A key that leaves and comes back comes last; a key that is only rewritten keeps its place.
d = {}
for name in ("a", "b", "c", "d", "e"):
    d[name] = len(d)
del d["b"]
d["b"] = "back"
print(d)
d["a"] = "rewritten"
print(d, d.popitem(), d)
del d["a"]
d["z"] = 26
d["a"] = "again"
print(d, list(d.values()), list(d.items())[0])
numbers = {}
for i in range(40):
    numbers[i * 7 % 41] = i
for i in range(0, 34, 2):
    del numbers[i]
for i in range(0, 10):
    numbers[i] = "new"
print(numbers)
print(len(numbers), list(numbers)[:5], list(numbers)[-5:])
while len(numbers) > 3:
    numbers.popitem()
print(numbers)
numbers.update({100: 1, 5: 2})
print(numbers, list(numbers)[::-1])
