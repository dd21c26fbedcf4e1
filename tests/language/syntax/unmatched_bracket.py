# A bracket that closes what was not opened, or opened otherwise.
x = (1, 2)
print("nothing runs")
y = (1, 2]
print(y)
def f():
    pass
z = 1
