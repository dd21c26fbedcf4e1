# A generator that ignores GeneratorExit while it dies is reported with the place of its death.
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


one = stubborn()
next(one)
del one
print("after del")


def keep():
    two = stubborn()
    next(two)
    return "kept"


print(keep())
