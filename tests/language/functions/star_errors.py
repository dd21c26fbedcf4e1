# What cannot be spread over arguments, and in which order that is found out.
def say(tag, value):
    print(tag, end=" ")
    return value

def f(*args, **kwargs):
    return args, kwargs

def attempt(action):
    try:
        print(action())
    except TypeError as e:
        print(e)

attempt(lambda: f(*say("a", 5)))
attempt(lambda: f(*say("a", 5), say("b", 1)))
attempt(lambda: f(say("a", 1), *say("b", None)))
attempt(lambda: f(*say("a", [1]), *say("b", 5)))
attempt(lambda: f(**say("a", 5)))
attempt(lambda: f(**say("a", {"x": 1}), **say("b", 5)))
attempt(lambda: f(say("a", 1), *say("b", []), say("c", 2), k=say("d", 1), **say("e", 5)))
attempt(lambda: f(**say("a", {"x": 1}), **say("b", {"x": 2}), **say("c", {})))
attempt(lambda: f(**say("a", {"x": 1}), y=say("b", 2), **say("c", {"y": 3})))
attempt(lambda: f(**{1: 2}))
attempt(lambda: print(*5))
attempt(lambda: len(*[[1, 2]]))
attempt(lambda: max(*[3, 1], **{"key": lambda x: -x}))
attempt(lambda: f(*"ab", *(1,), *{"k": 2}, *range(2), k=1, **{"l": 2}))
