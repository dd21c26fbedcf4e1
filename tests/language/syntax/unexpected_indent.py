# A line further in than the one above, without a reason.
x = 1
print("nothing runs")
    y = 2
print(x, y)
if x:
    pass
z = 3
