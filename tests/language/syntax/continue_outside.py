# continue belongs in a loop.
print("nothing runs")
while True:
    break
if True:
    continue
print("never")
x = 1
