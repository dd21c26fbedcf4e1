# try needs except or finally.
x = 1
print("nothing runs")
try:
    x = 2
y = 3
def f():
    pass
