# nonlocal needs a name in a function around.
x = 1
print("nothing runs")
def f():
    nonlocal x
    x = 2
f()
print(x)
