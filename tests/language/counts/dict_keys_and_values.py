# A dict holds its keys and its values.
import sys
class Key:
    pass

k = Key()
v = []
d = {}
print(sys.getrefcount(k), sys.getrefcount(v))
d[k] = v
print(sys.getrefcount(k), sys.getrefcount(v))
d[k] = v
print(sys.getrefcount(k), sys.getrefcount(v), k in d, d.get(k) is v)
d[v is d[k]] = k
print(sys.getrefcount(k), sys.getrefcount(v))
e = d.copy()
print(sys.getrefcount(k), sys.getrefcount(v))
pairs = list(d.items())
print(sys.getrefcount(k), sys.getrefcount(v), sys.getrefcount(pairs[0]))
keys = d.keys()
print(sys.getrefcount(k), sys.getrefcount(d))
del keys, pairs
e.update(d)
print(sys.getrefcount(k), sys.getrefcount(v), sys.getrefcount(d))
print(sys.getrefcount(e.setdefault(k, [])), sys.getrefcount(e.pop(k)), sys.getrefcount(k))
for key, value in d.items():
    pass
print(sys.getrefcount(k), sys.getrefcount(v))
del key, value, e
t = d.popitem()
print(sys.getrefcount(k), sys.getrefcount(t))
del d[k]
print(sys.getrefcount(k), sys.getrefcount(v), len(d))
