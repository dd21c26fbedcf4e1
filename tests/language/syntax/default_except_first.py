# A bare except must be the last.
print("nothing runs")
try:
    x = 1
except:
    x = 2
except ValueError:
    x = 3
print(x)
