# Only names, attributes, items and rows of those can be assigned.
x = 1
print("nothing runs")
5 = x
print(x)
def f():
    pass
f()
