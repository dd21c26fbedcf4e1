# Arguments are evaluated from left to right, after the function itself.
def say(tag, value=None):
    print(tag, end=" ")
    return value

def take(*args, **kwargs):
    print("called with", args, kwargs)

say("f", take)(say("a", 1), say("b", 2), k=say("k", 3), *say("star", [4]), **say("stars", {"z": 5}))
say("f", take)(*say("star", [1]), say("a", 2), k=say("k", 3))
print([say("x", 1), say("y", 2)], (say("x"), say("y")), {say("k1", 1): say("v1", 2), say("k2", 3): say("v2", 4)})
print(say("left", 1) + say("middle", 2) * say("right", 3))
print((say("a", 2) ** say("b", 3)) ** say("c", 1), say("a", 2) ** say("b", 3) ** say("c", 1))
print(say("list", [1, 2, 3])[say("index", 1)], say("l", [1, 2, 3, 4])[say("i", 0):say("j", 4):say("k", 2)])
print(say("yes", 1) if say("test", True) else say("no", 2))
print(say("a", 0) or say("b", "") or say("c", 3), say("a", 1) and say("b", 0) and say("c", 3))
try:
    say("not callable", 5)(say("but the argument runs first"))
except TypeError as e:
    print(e)
try:
    say("a", 1) + say("b", "x") + say("never", 1)
except TypeError as e:
    print(e)
print(say("obj", "abc").upper(), say("o", [3]).pop(say("p", 0)))
