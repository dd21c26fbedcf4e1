# A string is a sequence of code points, counted from either end.
s = "ouroboros"
print(s[0], s[8], s[-1], s[-9], len(s))
print(s[2:5], s[:3], s[3:], s[:], s[-4:], s[:-4], s[3:3], s[5:2], s[100:], s[:100], s[-100:2])
print(s[::2], s[::-1], s[1::3], s[-2::-2], s[5:1:-1], s[1:5:-1], s[::100], s[None:None:None])
for i in (9, -10, 100):
    try:
        print(s[i])
    except IndexError as e:
        print(e)
for bad in ("1", 1.0, None, [0]):
    try:
        print(s[bad])
    except TypeError as e:
        print(e)
try:
    s[::0]
except ValueError as e:
    print(e)
try:
    s[0] = "O"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
print(s[True], s[0][0][0][0])
