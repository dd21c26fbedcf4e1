# The loop variable holds an item; the loop itself holds the list until it ends.
import sys
a = []
items = [a, a]
for x in items:
    print(sys.getrefcount(a), sys.getrefcount(x), sys.getrefcount(items))
print(sys.getrefcount(a), sys.getrefcount(items))
del x
print(sys.getrefcount(a))
for x in items:
    break
print(sys.getrefcount(a), sys.getrefcount(items))
for i, x in [(1, a), (2, None)]:
    print(i, sys.getrefcount(a))
for x in items[:]:
    print(sys.getrefcount(a))
x = None
def walk(values):
    for v in values:
        print("inside", sys.getrefcount(v), sys.getrefcount(values))
        return sys.getrefcount(values)

print(walk(items), sys.getrefcount(items), sys.getrefcount(a))
for key in {"k": a}:
    print(sys.getrefcount(a))
print(sys.getrefcount(a))
d = {"k": a}
for key in d:
    print(sys.getrefcount(d), sys.getrefcount(a))
for v in d.values():
    print(sys.getrefcount(d), sys.getrefcount(v))
print(sys.getrefcount(d))
while True:
    held = a
    print(sys.getrefcount(a))
    break
