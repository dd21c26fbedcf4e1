# True, False and None cannot be assigned.
x = 1
print("nothing runs")
True = 0
print(x)
def f():
    pass
z = 1
