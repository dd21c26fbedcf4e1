# A name bound by an assignment expression in a comprehension counts as assigned.
def f():
    [a := 1 for x in [1]]
    global a
