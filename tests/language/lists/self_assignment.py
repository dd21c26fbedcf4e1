# A list that is given to itself.
a = [1, 2, 3]
a += a
print(a)
a[:] = a
print(a)
a[1:3] = a
print(a)
a = [1, 2, 3]
a[::-1] = a
print(a)
a[1:] = a[:1] = a[::2]
print(a)
a = [1, 2, 3, 4]
a[::2] = a[1::2]
print(a)
a.extend(a)
print(a, len(a))
a[len(a):] = a
print(len(a))
a *= 0
print(a)
a = [1, 2]
a[0], a[1] = a[1], a[0]
print(a)
a[0] = a[1] = a
print(a, a[0][1][0] is a)
a = [3, 1, 2]
a[a.index(1)], a[0] = a[0], a[1]
print(a)
b = [[1, 2], [3, 4]]
b[0], b[1] = b[1], b[0]
b[0][0], b[1][1] = b[1][1], b[0][0]
print(b)
b[:] = b[0]
print(b)
c = [1, 2, 3]
c.insert(1, c)
print(c)
c.remove(c)
print(c)
c.append(c.pop(0))
print(c, c.pop(c.index(3)), c)
