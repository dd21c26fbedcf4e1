# A TypeError that a generator raises is its own, wherever the generator is taken apart.
def gen():
    yield 1
    raise TypeError("mine")


def f(*args):
    return args


for take in (lambda: [*gen()], lambda: f(*gen()), lambda: (0, *gen()), lambda: {*gen()},
             lambda: list(gen()), lambda: sum(gen())):
    try:
        take()
    except TypeError as e:
        print(e)
try:
    a, b = gen()
except TypeError as e:
    print(e)
x = [1, 2, 3]
for change in (lambda: x.__setitem__(slice(0, 1), gen()), lambda: x.extend(gen()),
               lambda: x.extend(3), lambda: f(*3), lambda: [*3]):
    try:
        change()
    except TypeError as e:
        print(e, x)
