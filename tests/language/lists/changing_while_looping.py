# A loop over a list walks by position, so changes while it runs are seen.
a = [1, 2, 3, 4, 5, 6]
for item in a:
    if item % 2 == 0:
        a.remove(item)
print(a)
a = [1, 2, 3, 4]
for item in a:
    a.remove(item)
print(a)
a = [1]
for item in a:
    if len(a) < 6:
        a.append(item * 2)
print(a)
a = [1, 2, 3]
for item in a:
    print(item, end=" ")
    a = ["rebound"]
print(a)
a = [1, 2, 3]
for item in a[:]:
    a.insert(0, item)
print(a)
a = [1, 2, 3, 4]
for item in a:
    print(item, end=" ")
    a.clear()
print(a)
a = [3, 2, 1]
for a[0] in a:
    print(a, end=" ")
print()
