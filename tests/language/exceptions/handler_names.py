# The name of a handler is deleted when the handler ends.
e = "before"
try:
    raise ValueError("inside")
except ValueError as e:
    print(e)
try:
    e
except NameError as err:
    print(err)
try:
    err
except NameError as x:
    print(x)
def f():
    e = 1
    try:
        1 / 0
    except ZeroDivisionError as e:
        kept = e
    try:
        return e
    except UnboundLocalError as u:
        return str(u), str(kept)

print(f())
try:
    raise KeyError("k")
except KeyError as e:
    del e
    print("deleted by hand, and that is no error")
try:
    raise KeyError("k")
except KeyError as e:
    e = "rebound"
    print(e)
try:
    e
except NameError as n:
    print(n)
def g():
    for i in range(2):
        try:
            raise ValueError(i)
        except ValueError as e:
            if i: return e
            continue

print(repr(g()))
try:
    pass
except ValueError as unused:
    pass
else:
    try: unused
    except NameError as n: print(n)
