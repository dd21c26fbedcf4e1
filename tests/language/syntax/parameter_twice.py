# Two parameters cannot have one name.
print("nothing runs")
def f(a, b, a):
    return a

f(1, 2, 3)
x = 1
y = 2
