# Calls of calls, subscripts of results, attributes of results, long chains.
class Chain:
    def __init__(self, log=()):
        self.log = log
    def add(self, *items):
        return Chain(self.log + items)
    def each(self, f):
        out = Chain()
        for x in self.log:
            out = out.add(f(x))
        return out
    def get(self):
        return self.log

c = Chain().add(1).add(2, 3).add().add(4)
print(c.get(), c.each(lambda x: x * 10).each(str).get(), Chain().add("x").get()[0].upper().lower().join(["a", "b"]))
print(c.add(5).each(lambda x: [x]).get()[-1][0], len(c.add(*c.get()).get()), c.get())
def outer():
    return lambda: [lambda x: {"k": (x, [x])}]

print(outer()()[0](7)["k"][1][0], outer()()[0]("s")["k"][::-1])
print("a,b;c,d".split(";")[1].split(",")[0].upper() + "!", [[1, 2], [3, 4]][1][0], {"a": {"b": [5]}}["a"]["b"][0], (1, (2, 3))[1][1])
print([len, abs, str][1](-4), (lambda f, *a: f(*a))(max, 3, 9, 2), [1, 2, 3][1:][0], "hello"[1:][::-1][0])
print((c if c.get() else None).get()[0], (c.get() or [0])[1], [c][0].get()[2], (c.log, 0)[0][3])
print(str(len(str(len("abc" * 100)) * 5)) * 2, -abs(-int("-5")), not len([]) == len(""))
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

n = Node(1, Node(2, Node(3)))
n.next.next.next = n
print(n.next.next.next.next.value, n.next.next.next.next.next.next.value)
n.next.next.value += n.next.value
n.next.list = [n, [n.next]]
print(n.next.next.value, n.next.list[0].value, n.next.list[1][0].next.next.value)
n.next.list[1][0].value = "set from afar"
print(n.next.value)
