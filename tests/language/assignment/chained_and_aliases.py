# One value, several targets, bound from left to right.
a = b = c = [1]
b.append(2)
print(a, b, c, a is b is c)
a = b = a + [3]
print(a, b, c)
def say(tag, value):
    print(tag, end=" ")
    return value

d = {}
say("d1", d)[say("k1", 1)] = say("d2", d)[say("k2", 2)] = say("value", "v")
print(d)
i = 0
x = [0, 1, 2]
i = x[i] = 2
print(i, x)
x = [0, 1, 2]
i = 0
x[i] = i = 2
print(i, x)
a = a[0] = [5]
print(a)
p = q = r = s = 0
p += 1
print(p, q, r, s)
class Box: pass
box = Box()
box.a = box.b = t = []
t.append(box.a is box.b)
print(box.a, t)
linked = linked.next = Box()
print(linked.next is linked)
n = m = k = None
print(n is m is k, n is None)
