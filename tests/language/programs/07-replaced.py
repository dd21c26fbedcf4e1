# Program 7: strings and tuples are replaced, not changed.
s = "a"
t = s
s += "b"
print(s, t, s is t)
p = (1, 2)
q = p
p += (3,)
print(p, q, p is q)
names = [s, s]
s = s.upper()
print(s, names)
