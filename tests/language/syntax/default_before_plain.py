# A parameter without a default cannot follow one that has it.
print("nothing runs")
def f(a=1, b):
    return a

f(1, 2)
x = 1
y = 2
