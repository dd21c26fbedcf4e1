# x op= y: in place where the object can, a new object where it cannot.
n = 7
n += 3; print(n, end=" ")
n -= 1; print(n, end=" ")
n *= 4; print(n, end=" ")
n //= 5; print(n, end=" ")
n **= 2; print(n, end=" ")
n %= 10; print(n, end=" ")
n <<= 3; print(n, end=" ")
n >>= 1; print(n, end=" ")
n |= 5; print(n, end=" ")
n &= 13; print(n, end=" ")
n ^= 2; print(n, end=" ")
n /= 4; print(n)
a = [1]
b = a
a += [2]
a += "xy"
a += (3,)
a *= 2
print(a, b is a)
a = a + [0]
print(len(a), len(b))
s = t = "x"
s += "y"
s *= 3
print(s, t)
u = v = (1,)
u += (2,)
print(u, v)
d = e = {"a": 1}
d |= {"b": 2}
print(e)
a += a
print(len(a))
for bad in ("x", None, 5):
    try:
        a += bad
    except TypeError as err:
        print(err)
try:
    n += "x"
except TypeError as err:
    print(err)
try:
    undefined += 1
except NameError as err:
    print(err)
a = [[0]]
a[0] += [1]
a[0][0] += 5
a[-1][-1] -= 1
print(a)
