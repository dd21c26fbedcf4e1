# Literals, calls and operators cannot be deleted.
x = 1
print("nothing runs")
del x + 1
del 5
print(x)
def f():
    pass
