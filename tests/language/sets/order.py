# The order in which sets show their items, after growing, removing and adding again.
s = set(range(0, 200, 7))
print(s)
for i in range(0, 200, 14):
    s.discard(i)
print(s)
s.update([1000, 8, 16, 24, 32, 40, 2**40, -1, -2, 0.5, 2.5])
print(s)
print(s.copy(), s | {3}, s - {1000}, s & set(range(50)), s ^ {0.5, 99})
t = {0, 8}
t.remove(0)
t.add(16)
print(t)
t = {0, 8, 16, 24}
t.discard(0)
t.discard(8)
t.add(32)
print(t)
u = set('the quick brown fox jumps over the lazy dog'.split())
print(u)
print(set('hello world'), frozenset('hello world'))
print({'a': 1, 'b': 2, 'c': 3}.keys() | {'d', 'e', 'f', 'g'})
while u:
    print(u.pop())
