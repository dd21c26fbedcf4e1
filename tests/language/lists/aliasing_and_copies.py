# Two names for one list, or two lists: copies are shallow.
def add(item, target=None):
    if target is None:
        target = []
    target.append(item)
    return target

a = add(1)
print(add(2, a) is a, a, add(3))
inner = [1]
outer = [inner, inner]
shallow = outer[:]
again = list(outer)
third = outer.copy()
fourth = outer + []
inner.append(2)
print(outer, shallow, again, third, fourth)
outer[0] = "replaced"
print(outer, shallow, shallow == again == third == fourth, shallow is again)
a = b = c = []
a += [1]
b = b + [2]
c.append(3)
print(a, b, c, a is c, a is b)
matrix = []
for i in range(3):
    matrix.append([0] * 3)
matrix[1][1] = 5
print(matrix)
row = matrix[1]
matrix.remove(row)
row.append("still here")
print(matrix, row)
