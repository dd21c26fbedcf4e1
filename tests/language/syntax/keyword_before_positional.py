# In a call, positions come before names.
def f(a, b):
    return a

print("nothing runs")
f(a=1, 2)
x = 1
y = 2
