# collect(n) looks at generations 0 to n only; survivors move up.
import gc
gc.disable()
gc.collect()
def ring():
    a = []
    a.append(a)
    return a

ring()
print(gc.collect(0), gc.collect(0))
ring()
print(gc.collect(1), gc.collect(2))
old = ring()
gc.collect(0)
del old
print(gc.collect(0), gc.collect(1))
older = ring()
gc.collect(1)
del older
print(gc.collect(0), gc.collect(1), gc.collect(2))
kept = ring()
gc.collect()
ring()
kept = None
print(gc.collect(0), gc.collect(generation=1), gc.collect())
young_and_old = ring()
gc.collect()
young_and_old.append([young_and_old])
young_and_old = None
print(gc.collect(0), gc.collect())
for bad in (3, -1, 100):
    try:
        gc.collect(bad)
    except ValueError as e:
        print(e)
try:
    gc.collect("0")
except TypeError as e:
    print(e)
