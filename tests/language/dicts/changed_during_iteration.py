# A dict that changes its size while it is walked says so; rewriting values is allowed.
d = {"a": 1, "b": 2, "c": 3}
for key in d:
    d[key] = d[key] * 10
print(d)
try:
    for key in d:
        print(key)
        d["new"] = 0
except RuntimeError as e:
    print(e)
try:
    for key in d:
        print(key)
        del d[key]
except RuntimeError as e:
    print(e)
try:
    for key, value in d.items():
        d.pop("c", None)
        d["z"] = 26
        print(key, value)
except RuntimeError as e:
    print(e)
for value in d.values():
    d["b"] = 5
    print(value)
for key in list(d):
    if d[key] == 0 or key == "z":
        del d[key]
print(d)
for key in d:
    d = {"other": 1}
    print(key)
print(d)
