# A name that was bound after its declaration cannot be declared again.
def f():
    global x
    global x, y
    x = 1
    global x
