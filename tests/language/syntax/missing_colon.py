# A block needs its colon.
x = 1
print("nothing runs")
if x == 1
    print("one")
else:
    print("other")
print(x)
