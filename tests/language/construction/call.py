# __call__ makes instances callable, wherever something is called.
class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *rest, **named):
        return self.n + x, rest, named


add = Adder(10)
print(add(1), add(1, 2, k=3), add(*[4, 5], **{"z": 6}), callable(add), callable(3))
print(sorted([3, 1, 2], key=Adder(0)), add.__call__(7))


class Counting:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Counting
def double(x):
    return 2 * x


print(double(4), double(5), double.calls)
try:
    add()
except TypeError as e:
    print(e)


class No:
    pass


try:
    No()()
except TypeError as e:
    print(e)
n = No()
n.__call__ = lambda: 1
try:
    n()
except TypeError as e:
    print(e)


class Holder:
    method = Adder(100)
    function = lambda self: "bound"


print(Holder().method(1), Holder().function())
