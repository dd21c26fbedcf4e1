# What is nested too deep to be walked by recursion is refused, not crashed upon.
def nest(n):
    out = []
    for i in range(n):
        out = [out]
    return out

def attempt(action):
    try:
        return action()
    except RecursionError as e:
        return "RecursionError: " + str(e)

a, b = nest(100000), nest(100000)
print(attempt(lambda: a == b))
print(attempt(lambda: len(repr(a))))
print(attempt(lambda: len(str([a]))))
print(attempt(lambda: a is b), attempt(lambda: a == a), attempt(lambda: [a] == [a]), attempt(lambda: a in [b, a][1:]))
print(attempt(lambda: a != b))
print(attempt(lambda: a < b))
c, d = nest(50), nest(50)
print(c == d, c == nest(51), len(repr(c)), c < nest(51), nest(3))
t = ()
for i in range(100000):
    t = (t,)
print(attempt(lambda: len(repr(t))))
e = {}
for i in range(100000):
    e = {1: e}
print(attempt(lambda: len(repr(e))))
a = b = t = e = None
print("released")
