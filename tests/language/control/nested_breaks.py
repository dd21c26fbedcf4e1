# break and continue belong to the nearest loop.
for i in range(4):
    for j in range(4):
        if j == i:
            continue
        if j > 2:
            break
        if i == 3:
            break
        print(i, j, end=" | ")
    else:
        print("else", i, end=" | ")
        continue
    if i == 2:
        break
else:
    print("outer else")
print()
def search(grid, wanted):
    for y in range(len(grid)):
        for x in range(len(grid[y])):
            if grid[y][x] == wanted:
                return x, y
    return None

print(search(["abc", "def"], "e"), search(["abc"], "z"))
i = 0
while i < 3:
    for j in range(3):
        k = 0
        while True:
            k += 1
            if k == j: break
            if k > 5: break
        else:
            print("never")
        if k > 5: continue
        print(i, j, k, end=" | ")
    i += 1
print()
for x in range(3):
    for x in "ab":
        pass
    print(x, end=" ")
print()
