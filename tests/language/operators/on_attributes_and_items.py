# Operators whose operands are attributes, items, calls, and each other's results.
class V:
    def __init__(self, x):
        self.x = x
        self.list = [x, x + 1]
    def double(self):
        return self.x * 2

a, b = V(3), V(5)
print(a.x + b.x, a.x * b.x - a.x, a.x ** b.x % 7, a.list[0] + b.list[-1], a.double() + b.double() * 2, -a.x, ~b.x)
print(a.x < b.x < a.double(), a.x == 3 and b.x == 5, a.x in b.list, a.list < b.list, a.list + b.list, a.list * 2)
print(a.x if a.x > b.x else b.x, not a.x, a.x or b.x, a.x and b.x, (a or b).x, (a and b).x, a.list[b.x > a.x])
a.x += b.x
b.x -= a.x
a.list[0] *= b.list[1]
a.list[a.list[0] > 10] = a.x
print(a.x, b.x, a.list, b.list)
a.list[0], b.list[0] = b.list[0], a.list[0]
a.list[1:1] = b.list[::-1]
print(a.list, b.list)
d = {"a": a, "n": {"m": [1, [2, 3]]}}
d["a"].x += d["n"]["m"][1][1]
d["n"]["m"][1][0] **= 5
d["n"]["m"][0] -= d["n"]["m"][1][0]
d["a"].list += d["n"]["m"][1]
print(a.x, d["n"], a.list)
i = 0
items = [1, 2, 3]
items[i] = i = items[i + 1]
print(items, i)
items[i], i = i, 0
print(items, i)
def next_i():
    global i
    i += 1
    return i

print(next_i() - next_i() * next_i(), [next_i(), next_i()], (next_i() < next_i() < next_i()), i)
items[next_i() % 3] += next_i()
print(items, i, i + next_i() + i, i * i - next_i())
n = 2
print(n + (lambda: n * 10)() + n, n * n ** n - n // n % n, -n ** 2, (-n) ** 2, n << n | n ^ 1 & 3)
