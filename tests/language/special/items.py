# Subscripts pass on what stands between the brackets, slices as slice objects.
class D:
    def __getitem__(s, k): return k
    def __setitem__(s, k, v): print(k, v)
    def __delitem__(s, k): print('del', k)
d = D()
print(d[1], d[1:2], d[1:2, ::3], d[:], d[...])
d[1:2] = 3; d[::2] = 4
del d[1:]
