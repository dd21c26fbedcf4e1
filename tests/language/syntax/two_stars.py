# A row of targets can have one star at most.
print("nothing runs")
a, *b, *c = 1, 2, 3
print(a, b, c)
x = 1
y = 2
def f():
    pass
