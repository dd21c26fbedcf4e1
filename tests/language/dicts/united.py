# d | e makes a new dict; d |= x changes d, and takes pairs as well, as update does.
d = {1: "a", 2: "b"}
same = d
print(d | {2: "c", 3: "d"}, d)
d |= {3: "x"}
d |= [(4, "y"), [5, "z"]]
d |= []
print(d, d is same)
for bad in (3, [1], [(1, 2, 3)], ["ab", "c"]):
    try:
        d |= bad
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(d)
try:
    d | [(1, 2)]
except TypeError as e:
    print(e)
