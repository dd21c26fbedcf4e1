# When __del__ runs, the change that ended the object has been made already.
class Watch:
    def __init__(self, look):
        self.look = look
    def __repr__(self):
        return "Watch"
    def __del__(self):
        try:
            print("sees", self.look())
        except Exception as e:
            print("sees", type(e).__name__, e)

class Box:
    pass

x = Watch(lambda: x)
x = "new value"
x = Watch(lambda: x)
del x
box = Box()
box.a = Watch(lambda: box.a)
box.a = "new attribute"
box.a = Watch(lambda: box.a)
del box.a
items = [Watch(lambda: items)]
items[0] = "new item"
items.append(Watch(lambda: items))
items.pop()
items.append(Watch(lambda: items))
del items[-1]
items[:] = [Watch(lambda: items), "kept", Watch(lambda: items)]
items[1:] = ["a", "b"]
items.clear()
d = {"k": Watch(lambda: d)}
d["k"] = "new value"
d["k"] = Watch(lambda: d)
del d["k"]
d["k"] = Watch(lambda: d)
d.pop("k")
d["p"] = Watch(lambda: d)
d.popitem()
d["c"] = Watch(lambda: d)
d.clear()
def local():
    y = Watch(lambda: y)
    y = "new local"
    y = Watch(lambda: y)
    del y
    y = "end"
    return y

print(local())
