# else and except need what they belong to.
x = 1
print("nothing runs")
else:
    print("lone")
y = 2
def f():
    pass
