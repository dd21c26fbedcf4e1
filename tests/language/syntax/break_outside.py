# break belongs in a loop, and a function in a loop is not the loop.
print("nothing runs")
for i in range(3):
    def f():
        break
    f()
print("never")
x = 1
