# keys(), values() and items() are windows: they show the dict as it is now.
d = {"a": 1}
keys = d.keys()
values = d.values()
items = d.items()
d["b"] = 2
print(keys, values, items, len(keys), list(items))
del d["a"]
print(keys, values, items)
d.clear()
print(keys, values, items, len(values), list(keys) == [])
d["x"] = [1]
for k, v in items:
    v.append(k)
print(d, values)
print({"a": 1, "b": 2}.keys() == {"b": 3, "a": 4}.keys(), {"a": 1}.items() == {"a": 1}.items(), values == values)
try:
    keys[0]
except TypeError as e:
    print(e)
print(type(keys).__name__, type(values).__name__, type(items).__name__, "x" in keys, [1, "x"] in values)
print(sorted({"b": 1, "a": 2}.items()), sum({"a": 1, "b": 2}.values()), max({"a": 1, "b": 2}))
d["self"] = d.values()
print(len(d))
