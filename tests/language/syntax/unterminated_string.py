# A string that is not closed on its line.
x = 1
print("nothing runs")
y = "never closed
z = 'closed'
print(x, y, z)
def f():
    pass
