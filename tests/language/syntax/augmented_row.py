# An augmented assignment has one target.
x, y = 1, 2
print("nothing runs")
x, y += 1, 2
print(x)
def f():
    pass
z = 1
