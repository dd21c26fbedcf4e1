# KeyError shows the key as repr does.
table = {"one": 1, "two": 2}
for key in ("one", "two", "three's"):
    print(key, table[key])
print("never")
a = 1
b = 2
