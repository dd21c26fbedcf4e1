# while tests before each turn; its else runs when the test fails, not after break.
n = 3
while n:
    print(n, end=" ")
    n -= 1
else:
    print("done", n)
while n < 10:
    n += 1
    if n == 5:
        continue
    if n == 7:
        break
    print(n, end=" ")
else:
    print("never")
print("broke at", n)
while False:
    print("never")
else:
    print("else at once")
def find(items, wanted):
    i = 0
    while i < len(items):
        if items[i] == wanted:
            break
        i += 1
    else:
        return "not found"
    return i

print(find("abc", "b"), find("abc", "z"), find("", "a"))
total = 0
while True:
    total += 1
    while True:
        total += 10
        if total % 3: break
    if total > 60: break
print(total)
while n > 0: n -= 2
print(n)
