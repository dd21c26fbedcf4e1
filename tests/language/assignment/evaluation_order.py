# The value first; then each target, its own parts from left to right.
def say(tag, value=None):
    print(tag, end=" ")
    return value

class Box: pass
box = Box()
items = [0, 0, 0]
say("items", items)[say("index", 0)] = say("value", 1)
print(items)
say("box", box).attribute = say("value", 2)
print(box.attribute)
say("a", items)[say("i", 0)], say("b", items)[say("j", 1)] = say("x", 5), say("y", 6)
print(items)
say("items", items)[say("from", 0):say("to", 2)] = say("value", [7, 8])
print(items)
say("items", items)[say("index", 1)] += say("value", 10)
print(items)
say("box", box).attribute += say("value", 40)
print(box.attribute)
say("items", items)[say("a", 0):say("b", 1)] += say("value", [9])
print(items)
i = 0
items[i], i, items[i] = "first", 2, "third"
print(items, i)
try:
    say("items", items)[say("index", 100)] = say("value", 1)
except IndexError as e:
    print(e)
try:
    say("none", None).x = say("value", 1)
except AttributeError as e:
    print(e)
try:
    say("items", items)[say("index", 100)] += say("never")
except IndexError as e:
    print(e)
del say("items", items)[say("index", 0)], say("box", box).attribute
print(items, {say("key", 1): say("value", 2)})
