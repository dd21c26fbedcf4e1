# A keyword cannot be a name.
x = 1
print("nothing runs")
class = 5
print(x)
def f():
    pass
z = 1
