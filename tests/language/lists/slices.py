# Reading slices: every shape makes a new list.
a = [0, 1, 2, 3, 4, 5, 6, 7]
print(a[2:5], a[:2], a[6:], a[:], a[:] is a, a[-3:], a[:-6], a[3:3], a[5:2], a[20:], a[:20], a[-20:2])
print(a[::2], a[1::2], a[::-1], a[::-2], a[6:1:-2], a[1:6:-2], a[-1:-4:-1], a[::9], a[7::-9])
print(a[None:3], a[True:3], a[-8:8], a[-9:9], a[8:], a[7:8])
i = 2
print(a[i:i + 3], a[i - 4:], a[:i][-1], a[i:][i:][i:])
for bad in ("x", 1.5):
    try:
        a[bad:]
    except TypeError as e:
        print(e)
    try:
        a[bad]
    except TypeError as e:
        print(e)
try:
    a[::0]
except ValueError as e:
    print(e)
for index in (8, -9):
    try:
        a[index]
    except IndexError as e:
        print(e)
row = [0] * 3
grid = [row] * 2
grid[0][1] = 9
print(grid, grid[0] is grid[1], grid[:][0] is row)
