# A dict display evaluates key and value, pair by pair, and makes the dict when all are there.
def say(tag, value):
    print(tag, end=" ")
    return value

def attempt(action):
    try:
        print(action())
    except TypeError as e:
        print(e)

attempt(lambda: {say("k1", "a"): say("v1", 1), say("k2", "b"): say("v2", 2)})
attempt(lambda: {say("k1", []): say("v1", 1), say("k2", 2): say("v2", 3)})
attempt(lambda: {"a": say("v1", 1), **say("m", 5), "b": say("v2", 3)})
attempt(lambda: {say("k0", 0): say("v0", 1), say("k1", []): say("v1", 1), **say("m", {}), "b": say("v2", 3)})
attempt(lambda: {**say("m", {"a": 1}), say("k", {}): say("v", 1), "z": say("w", 2)})
attempt(lambda: {**say("m", {"a": 1}), **say("n", {"a": 2, "b": 3}), "c": say("v", 4), **{}})
attempt(lambda: [say("a", 1), *say("b", 5), say("c", 2)])
attempt(lambda: (say("a", 1), *say("b", "xy"), say("c", 2)))
attempt(lambda: {say("same", 1): say("first", "a"), say("same", 1.0): say("second", "b"), True: "c"})
