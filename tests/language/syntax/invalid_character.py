# Characters that Python's text cannot have.
x = 1
print("nothing runs")
y = x § 2
print(y)
def f():
    pass
z = 1
