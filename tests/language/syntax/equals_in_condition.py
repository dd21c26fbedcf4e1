# = where == was meant.
x = 1
print("nothing runs")
if x = 1:
    print("one")
else:
    print("other")
x = 2
