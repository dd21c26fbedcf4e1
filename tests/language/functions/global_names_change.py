# A global or built-in name used by a function may be rebound, deleted and made between calls.
n = 1
def read():
    return n

out = []
for i in range(4):
    out.append(read())
    n += i
print(out)
def size(x):
    return len(x)

print(size([1, 2]))
len = lambda x: "mine"
print(size([1, 2]))
del len
print(size([1, 2]))
def call():
    return target()

def target(): return "first"
print(call())
def target(): return "second"
print(call())
target = lambda: "third"
print(call())
del target
try:
    call()
except NameError as e:
    print(e)
def target(): return "back"
print(call())
def many():
    global n
    for i in range(3):
        n = n * 2
        del n
        n = i
    return n

print(many(), n)
def adds_names():
    global g1, g2, g3
    g1 = g2 = g3 = "global"

for i in range(50):
    if i == 25: adds_names()
print(read(), g1, g3)
del g1
try:
    g1
except NameError as e:
    print(e)
print = print
print("still prints")
