# Frozensets nested deep, made, hashed, compared and freed.
f = frozenset()
for i in range(200):
    f = frozenset([f, i])
print(len(f), hash(f) == hash(frozenset(f)), f == frozenset(f))
g = f
n = 0
while g:
    n += 1
    g = max(g, key=lambda x: isinstance(x, frozenset))
print(n)
f = frozenset()
for i in range(100000):
    f = frozenset([f])
f = g = None
print('freed')
