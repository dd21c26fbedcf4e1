# Lists that grow large and shrink again, from both ends and in the middle.
a = []
for i in range(10000):
    a.append(i)
print(len(a), a[0], a[9999], a[-1], sum(a), a[5000:5003])
for i in range(9990):
    a.pop()
print(a)
for i in range(1000):
    a.insert(0, -i)
print(len(a), a[:3], a[998:1003])
for i in range(1000):
    a.pop(0)
print(a)
for i in range(500):
    a.insert(len(a) // 2, i)
print(a[:8], a[250:255], a[-8:], len(a))
del a[5:-5]
print(a)
b = list(range(1000)) * 3
print(len(b), b.count(7), b.index(7, 8), b[2999])
b[100:2900] = []
print(len(b), b[99:102])
b[::2] = [0] * 100
print(sum(b), b[:6])
c = [None] * 5000
c[::7] = list(range(len(c[::7])))
print(c[0], c[7], c[4998], c[1], c.count(None), len(c[::7]))
del c[1::2]
print(len(c), c[:8])
d = []
for i in range(50):
    d = d + [i] if i % 2 else [i] + d
print(d)
print(sorted(d) == list(range(50)), d.index(49), max(d), [0] * 3 + d[:2])
