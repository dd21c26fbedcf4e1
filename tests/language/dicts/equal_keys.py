# Keys are the same when they are equal and hash alike; the first key stays, the last value wins.
d = {1: "a", True: "b", 1.0: "c"}
print(d, len(d), d[1], d[True])
d[0] = "zero"
d[False] = "false"
d[0.0] = "float"
d[-0.0] = "minus"
print(d)
t = {(1, 2): "pair", (1.0, True + 1): "same pair", (): "empty"}
print(t, t[(1, 2)], t[1, 2], t[()])
t[1, 2, 3] = "three"
print((1, 2, 3) in t, (1, 2) in t, (2, 1) in t)
n = float("nan")
holes = {n: 1}
print(n in holes, float("nan") in holes, len(holes))
holes[None] = "none"
print(holes[None], None in holes)
class Key:
    pass

k = Key()
by_object = {k: "mine", Key: "class", len: "len", print: "print"}
print(by_object[k], Key() in by_object, by_object[Key], by_object[len])
strings = {"ab": 1}
strings["a" + "b"] = 2
print(strings, hash(1) == hash(True), hash("ab") == hash("a" + "b"), hash((1, 2)) == hash((1.0, 2)))
