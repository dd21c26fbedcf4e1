# A line that goes back to an indentation which was never begun.
x = 1
print("nothing runs")
if x:
        y = 1
    z = 2
print(x)
