# Writing through a slice may grow, shrink or fill a list.
a = [0, 1, 2, 3, 4]
same = a
a[1:3] = ["x"]
print(a)
a[1:2] = [1, 2, 2.5]
print(a)
a[:0] = [-2, -1]
a[len(a):] = (5, 6)
print(a)
a[3:3] = "ab"
a[5:2] = ["at five"]
print(a)
a[:] = []
print(a, same is a)
a[5:9] = [1, 2, 3]
a[-1:] = range(3, 6)
a[-100:1] = {}
print(a)
a[1:3] = a
print(a)
a[:2] = a[-2:] = [0]
print(a)
a[:] = range(5)
a[::2] = "pqr"
print(a)
a[::-1] = [1, 2, 3, 4, 5]
print(a)
a[-1::-4] = ["last", "first"]
print(a)
a[1:4] *= 2
print(a)
a[0:0] += ["new"]
print(a, a is same)
