# A list that holds itself prints [...] where it comes back to itself.
a = [1]
a.append(a)
print(a, len(a), a[1] is a, a[1][1][1][0])
b = [a, 2]
a.append(b)
print(a)
print(b)
d = {}
d["self"] = d
print(d, d["self"]["self"] is d)
d["list"] = [d]
print(d)
t = ([],)
t[0].append(t)
print(t, t[0])
c = []
c.append(c)
print(str(c), repr([c, c]), [c] == [c], c == c)
other = []
other.append(other)
try:
    c == other
except RecursionError as e:
    print(e)
a.clear()
print(a, b)
