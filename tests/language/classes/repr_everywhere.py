# __repr__ is used by containers, by print when there is no __str__, and inherited.
class P:
    def __init__(self, x):
        self.x = x
    def __repr__(self):
        return "P(" + repr(self.x) + ")"

class Q(P):
    def __str__(self):
        return "a Q of " + str(self.x)

p, q = P(1), Q("s")
print(p, q, [p, q], (p,), {p: q}, {"k": [q, {1: p}]}, repr(q), str(q))
p.x = p
try:
    repr(p)
except RecursionError as e:
    print("RecursionError")
p.x = [1]
p.x.append(p.x)
print(p)
calls = []
class Loud:
    def __repr__(self):
        calls.append("repr")
        return "L" + str(len(calls))

print([Loud(), Loud()], Loud())
class Fails:
    def __repr__(self):
        raise ValueError("no repr")

try:
    print("start", [1, Fails(), 2])
except ValueError as e:
    print(e)
try:
    print("first", Fails())
except ValueError as e:
    print("|", e)
