# A decimal number does not begin with zero.
x = 1
print("nothing runs")
y = 0123
print(y)
def f():
    pass
z = 1
