# In a call, a name cannot be given twice.
def f(**k):
    return k

print("nothing runs")
f(a=1, b=2, a=3)
x = 1
y = 2
