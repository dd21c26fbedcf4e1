# A bracket that is never closed: the message names it.
x = [1, 2, 3]
print("nothing runs")

y = (1 + 2
z = 3
print(y)
def f():
    return y
