# Program 5: rebinding, the end of a function, an argument passed and returned.
x = [1,2,3]; y = x; del x; print(y); del y
x = [1, 2, 3]
x = None
print(x)
def local():
    items = [1, 2, 3]
    return len(items)

print(local())
def passed(items):
    items.append(4)
    return items

a = [1, 2, 3]
b = passed(a)
print(a, b, a is b)
del a
print(b)
print(passed([0]))
