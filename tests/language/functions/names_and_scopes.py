# Names are looked for in the function, then around it, then in the module, then among built-ins.
x = "module"
def reads():
    return x

def shadows():
    x = "local"
    return x

def rebinds():
    global x
    x = "changed"

def makes():
    global fresh
    fresh = "made by a function"

print(reads(), shadows(), x)
rebinds()
makes()
print(reads(), x, fresh)
def built_in():
    len = lambda s: "mine"
    return len([])

print(built_in(), len([]))
len = lambda s: "the module's"
print(len([]))
del len
print(len([]))
def loops():
    for i in range(3):
        inside = i
    return i, inside

print(loops())
if True:
    visible = "blocks make no scope"
print(visible)
def parameter(x):
    def inner():
        return x
    x = x + "!"
    return inner()

print(parameter("p"), x)
def late():
    return defined_later

defined_later = "found at the call"
print(late())
