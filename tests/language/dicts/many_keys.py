# A dict that grows and shrinks through many sizes keeps every key.
d = {}
for i in range(1000):
    d[i * i] = i
print(len(d), d[0], d[998001], 2 in d, sum(d.values()))
for i in range(1000):
    if i % 10:
        del d[i * i]
print(len(d), list(d)[:8], sum(d))
for i in range(200):
    d["k" + str(i)] = i
for i in range(0, 200, 3):
    d.pop("k" + str(i))
print(len(d), "k1" in d, "k3" in d, d["k199"], list(d)[100:106])
negative = {}
for i in range(-20, 20, 3):
    negative[i] = -i
print(negative, -1 in negative, -2 in negative, negative[-2])
big = {}
for i in range(50):
    big[i << 40] = i
total = 0
for k in big:
    total += big[k] * (k >> 40)
print(total, len(big), (7 << 40) in big, 7 << 41 in big)
pairs = {}
for i in range(6):
    for j in range(6):
        pairs[i, j] = i * j
print(len(pairs), pairs[5, 4], list(pairs)[7], sum(pairs.values()))
