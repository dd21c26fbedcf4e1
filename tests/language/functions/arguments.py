# Positions, names, defaults, *args and **kwargs, at the call and at the definition.
def show(a, b=2, *args, c, d=4, **kwargs):
    print(a, b, args, c, d, kwargs)

show(1, c=3)
show(1, 20, 30, 40, c=3, d=5, e=6, f=7)
show(b=1, a=2, c=3)
show(*[1, 2, 3], c=4)
show(*(1,), *[2, 3], 4, c=5, *"xy")
show(1, **{"c": 3, "z": 26})
show(1, c=0, **{"d": 1}, **{"e": 2})
show(*[1], **{"c": 2}, d=3)

def rest(*args):
    return args

def named(**kwargs):
    return kwargs

def only(*, key):
    return key

def positional(a, b, /, c=3):
    return a, b, c

print(rest(), rest(1), rest(1, 2), rest(*[]), rest(*range(3)), rest(*{"k": 1}), rest([1, 2]))
print(named(), named(a=1, b=2), named(**{}), only(key=1), positional(1, 2), positional(1, 2, c=4))
first = [1]
print(rest(*first)[0], rest(*first) is first, type(rest(*first)).__name__)
options = {"a": 1}
print(named(**options) is options, named(**options) == options)
