# A tuple cannot change, but what it holds may; t[0] += [2] both works and fails.
t = ([1], "a")
t[0].append(2)
print(t)
try:
    t[0] += [3]
except TypeError as e:
    print(e)
print(t)
try:
    t[1] = "b"
except TypeError as e:
    print(e)
try:
    del t[0]
except TypeError as e:
    print(e)
try:
    t[0:1] = []
except TypeError as e:
    print(e)
try:
    t[5] = 1
except TypeError as e:
    print(e)
numbers = (1, 2)
try:
    numbers[0] += 10
except TypeError as e:
    print(e)
print(t, numbers)
same = t
t += (4,)
print(t, same, t[0] is same[0])
print(t == ([1, 2, 3], "a", 4), t[0] == [1, 2, 3])
