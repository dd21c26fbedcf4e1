# An exception without text is reported by its name alone.
print("start")
def f():
    raise ValueError

try:
    f()
except ValueError as e:
    print(repr(e), str(e) == "", e.args)
f()
