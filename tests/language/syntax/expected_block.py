# After a colon a block must come.
x = 1
print("nothing runs")
if x:
print("not indented")
def f():
    return x
print(f())
