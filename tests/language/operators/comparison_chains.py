# a < b < c means a < b and b < c, with b evaluated once, and c not at all when a < b is false.
def say(n):
    print("say", n, end="; ")
    return n

print(say(1) < say(2) < say(3))
print(say(3) < say(2) < say(1))
print(say(1) < say(2) > say(0) != say(5) == say(5))
print(say(1) == say(1) == say(2) == say(2))
print(say(1) in [say(1)] == say(True))
print(1 < 2 < 3 < 4 < 5, 1 < 2 < 3 < 3 < 5, 5 > 4 >= 4 > 3, 1 != 2 != 1, 1 == 1.0 == True)
print((1 < 3) < 2, 1 < (3 < 2), not 1 < 2 < 3)
x = [0]
def grow():
    x[0] += 1
    return x[0]

print(grow() < grow() < grow() < grow(), x)
print(grow() > grow() < grow(), x)
if 0 < grow() < 100: print("between", x)
while 0 <= x[0] < 10: x[0] += 3
print(x)
print([] == [] is not [], [1] < [2] < [3], "a" < "ab" < "b", (1,) < (1, 2) < (2,))
try:
    1 < 2 < "3"
except TypeError as e:
    print(e)
try:
    print(2 < 1 < "3", "and no error")
    1 == 1 < None
except TypeError as e:
    print(e)
