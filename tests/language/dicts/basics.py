# A dict maps keys to values and remembers the order in which keys came.
d = {"one": 1, "two": 2}
d["three"] = 3
d["one"] = 11
print(d, len(d), d["one"], "two" in d, 2 in d, "zero" not in d)
print(d.get("one"), d.get("zero"), d.get("zero", 0), list(d), d == {"three": 3, "two": 2, "one": 11})
print(d.keys(), d.values(), d.items())
for key in d:
    print(key, d[key], end="; ")
print()
for key, value in d.items():
    print(key, value, end="; ")
print()
print(d.pop("two"), d.pop("two", "none"), d.popitem(), d)
print(d.setdefault("one", 0), d.setdefault("four", 4), d.setdefault("five"), d)
d.update({"four": 44, "six": 6})
d.update([("seven", 7), ["eight", 8]])
d.update(nine=9)
print(d)
e = d.copy()
e.clear()
print(e, len(d), bool(e), {} == e, {} is e)
print(dict(), dict(a=1, b=2), dict([("x", 1)]), dict({"k": 1}, k=2, j=3), dict({1: 2}))
print({"a": 1} | {"b": 2, "a": 3}, {1: 1, 1: 2, 1.0: 3})
print("one" in d.keys(), 11 in d.values(), ("one", 11) in d.items(), len(d.items()))
