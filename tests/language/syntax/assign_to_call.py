# The result of a call is not a place.
def f():
    return []

print("nothing runs")
f() = [1]
f().x = 1
f()[0] = 1
