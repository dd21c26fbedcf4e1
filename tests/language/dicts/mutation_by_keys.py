# Adding, replacing and removing by expressions of every kind.
d = {}
d[1 + 1] = d["a" + "b"] = d[(1, 2)[0], "t"] = len(d)
print(d)
d[len(d)] = len(d)
print(d)
i = 0
while i < 5:
    d[i] = d.get(i, 0) + i
    i += 1
print(d)
for key in [2, 3, "ab", (1, "t"), "missing"]:
    print(key in d, d.pop(key, "no"), end="; ")
print(d)
d[None] = d
print(d, d[None][None] is d)
del d[None]
d["f"] = lambda x: x * 2
d["l"] = [1, 2, 3]
print(d["f"](21), d["l"][-1], d["l"][d["f"](1)])
d["l"][0] += 10
d["l"] += [4]
d["n"] = {}
d["n"]["n"] = {}
d["n"]["n"]["n"] = "deep"
del d["f"]
print(d)
d.update(d)
d.update(a=1, **{"b c": 2})
print(d)
keys = list(d)
for k in keys:
    if type(k) is int: del d[k]
print(d)
d.clear()
d[True] = d[1] = d[1.0] = "one"
print(d, d == {1: "one"}, d.popitem(), d, len(d))
