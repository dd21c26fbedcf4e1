# return belongs in a function.
x = 1
print("nothing runs")
if x:
    return x
print("never")
def f():
    return 1
