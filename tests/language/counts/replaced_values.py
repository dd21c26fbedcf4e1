# A name that is given a new string or tuple lets the old one go.
import sys
n = 5
s = "a" * n + "b"
t = s
print(sys.getrefcount(s), s is t)
s += "c"
print(sys.getrefcount(s), sys.getrefcount(t), s == "aaaaabc", t == "aaaaab")
t = s
print(sys.getrefcount(s))
del t
print(sys.getrefcount(s))
p = (s, n)
q = p
print(sys.getrefcount(s), sys.getrefcount(p))
p += (s,)
print(sys.getrefcount(s), sys.getrefcount(p), sys.getrefcount(q))
q = None
print(sys.getrefcount(s))
items = [n * 1.5, n * 1000, s.upper()]
print(sys.getrefcount(items[0]), sys.getrefcount(items[1]), sys.getrefcount(items[2]))
x = items[0]
y = items[1]
print(sys.getrefcount(x), sys.getrefcount(y))
x += 1
y += 1
print(sys.getrefcount(items[0]), sys.getrefcount(items[1]), sys.getrefcount(x), sys.getrefcount(y))
del p
print(sys.getrefcount(s))
pair = s, s
print(sys.getrefcount(s), sys.getrefcount((s, s)), sys.getrefcount(s))
