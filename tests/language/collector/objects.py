# get_objects lists what is tracked, all or by generation.
import gc
def among(item, items):
    for x in items:
        if x is item:
            return True
    return False

gc.disable()
gc.collect()
a = []
n = 1
d = {}
s = "text"
print(among(a, gc.get_objects()), among(n, gc.get_objects()), among(d, gc.get_objects()), among(s, gc.get_objects()))
print(among(a, gc.get_objects(0)), among(a, gc.get_objects(1)), among(a, gc.get_objects(2)))
gc.collect(0)
print(among(a, gc.get_objects(0)), among(a, gc.get_objects(1)), among(a, gc.get_objects(2)))
gc.collect(1)
print(among(a, gc.get_objects(0)), among(a, gc.get_objects(1)), among(a, gc.get_objects(generation=2)))
b = []
gc.collect(2)
print(among(b, gc.get_objects(2)), among(a, gc.get_objects(None)))
d["k"] = a
print(among(d, gc.get_objects()), type(gc.get_objects()).__name__)
for bad in (3, -1, "0", -2):
    try:
        gc.get_objects(bad)
    except (ValueError, TypeError) as e:
        print(e)
held = gc.get_objects(0)
print(among(held, held))
