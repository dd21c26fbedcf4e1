# A closed-over name can be deleted; its readers then find nothing until it is bound again.
def make():
    x = "first"
    def read():
        return x
    def delete():
        nonlocal x
        del x
    def write(value):
        nonlocal x
        x = value
    return read, delete, write

read, delete, write = make()
print(read())
delete()
try:
    read()
except NameError as e:
    print(type(e).__name__, e)
try:
    delete()
except NameError as e:
    print(type(e).__name__, e)
write("second")
print(read())
def inside():
    y = 1
    f = lambda: y
    print(f())
    del y
    try:
        print(y)
    except UnboundLocalError as e:
        print(e)
    try:
        f()
    except NameError as e:
        print(e)
    y = 2
    return f

print(inside()())
