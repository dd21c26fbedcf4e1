# A name that a function assigns anywhere is local everywhere in it.
total = 5
def attempt(action):
    try:
        print(action())
    except NameError as e:
        print(type(e).__name__, e, sep=": ")

def adds():
    total += 1

def reads_first():
    print(total)
    total = 6

def deleted():
    value = 1
    del value
    return value

def maybe(flag):
    if flag:
        value = "set"
    return value

def loop_variable():
    for item in []:
        pass
    return item

def deletes_unset():
    del total

def outer():
    def inner():
        return later
    result = inner()
    later = 1
    return result

def unknown():
    return nowhere

for action in (adds, reads_first, deleted, lambda: maybe(False), lambda: maybe(True), loop_variable, deletes_unset, outer, unknown):
    attempt(action)
print(total)
