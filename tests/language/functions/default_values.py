# Defaults are made once, when def runs, and shared by all calls.
def collect(item, into=[]):
    into.append(item)
    return into

print(collect(1), collect(2), collect(3, []), collect(4))
print(collect(5) is collect(6))
n = 1
def read(value=n, double=lambda: n * 2):
    return value, double()

n = 10
print(read(), read(2))
def order(tag):
    print("default", tag)
    return tag

def late(a=order("first"), b=order("second"), *, c=order("third")):
    return a, b, c

print(late(), late("x", c="z"))
functions = []
for i in range(3):
    def remember(i=i):
        return i
    functions.append(remember)
print(functions[0](), functions[1](), functions[2](), functions[0](7))
cache = lambda key, store={}: store.setdefault(key, len(store))
print(cache("a"), cache("b"), cache("a"), cache("c", {}))
def outer():
    def inner(x=[]):
        x.append(1)
        return len(x)
    return inner

one, two = outer(), outer()
print(one(), one(), two())
