# for walks any iterable; else runs when it was not broken off.
for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(n, "is", d, "*", n // d)
            break
    else:
        print(n, "is prime")
for x in []:
    print("never")
else:
    print("else of an empty loop")
for c in "abc":
    if c == "b":
        continue
    print(c, end=" ")
else:
    print("else after continue")
for i in range(5):
    i += 10
    print(i, end=" ")
print("last", i)
for i in range(0):
    pass
print("unchanged", i)
for key in {"a": 1, "b": 2}: print(key, end=" ")
for a, (b, *c) in [(1, (2, 3, 4)), (5, "xyz")]: print(a, b, c, end=" ")
print()
box = [0, 0]
for box[1] in range(3): pass
print(box)
for i in 1, 2, 3: print(i, end=" ")
for i in (1,): print(i)
for bad in (5, None, 1.5, len):
    try:
        for x in bad: pass
    except TypeError as e:
        print(e)
