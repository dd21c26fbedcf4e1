# Dicts of dicts, of lists; shallow copies; equality at any depth.
tree = {"value": 1, "children": [{"value": 2, "children": []}, {"value": 3, "children": [{"value": 4, "children": []}]}]}
def total(node):
    t = node["value"]
    for child in node["children"]:
        t += total(child)
    return t

print(total(tree), tree["children"][1]["children"][0]["value"])
tree["children"][0]["children"].append({"value": 10, "children": []})
print(total(tree))
copy = tree.copy()
copy["value"] = 100
copy["children"].pop()
print(total(tree), total(copy), copy == tree, copy["children"] is tree["children"])
groups = {}
for word in "one two three four five six seven eight".split():
    groups.setdefault(len(word), []).append(word)
print(groups)
counts = {}
for c in "mississippi":
    counts[c] = counts.get(c, 0) + 1
print(counts, sorted(counts.items(), key=lambda p: (-p[1], p[0])))
a = {"x": {"y": [1, {"z": 2}]}}
b = {"x": {"y": [1, {"z": 2.0}]}}
print(a == b, a is b, a != b, a["x"] == b["x"], {"k": a} == {"k": b})
b["x"]["y"][1]["z"] = 3
print(a == b)
shared = []
d = {1: shared, 2: shared}
d[1].append("seen from both")
print(d)
swapped = {}
for k, v in {"a": 1, "b": 2}.items():
    swapped[v] = k
print(swapped, {**swapped, 3: "c"}, {**{}}, dict(swapped, x=1))
merged = {"a": 1} | {"b": 2} | {"a": 3}
merged |= {"c": 4}
print(merged)
