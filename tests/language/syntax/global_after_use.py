# A name cannot be used in a function before it is declared global there.
x = 1
print("nothing runs")
def f():
    print(x)
    global x
    x = 2
f()
