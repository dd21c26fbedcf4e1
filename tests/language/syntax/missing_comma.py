# Two values side by side.
x = 1
print("nothing runs")
y = [x x]
print(y)
def f():
    pass
z = 1
