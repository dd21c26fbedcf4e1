# nonlocal reaches the nearest function around that has the name.
def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    def read():
        return n
    return up, read

up, read = counter()
other_up, other_read = counter()
print(up(), up(), up(5), read(), other_up(), other_read(), read())

def first():
    x = 1
    def second():
        def third():
            nonlocal x
            x += 1
            def fourth():
                nonlocal x
                x *= 10
                return x
            return fourth
        return third
    return second, lambda: x

second, peek = first()
print(second()()(), peek(), second()()(), peek())
def hidden():
    y = "outer"
    def middle():
        y = "middle"
        def inner():
            nonlocal y
            y = y + " changed"
            return y
        return inner(), y
    return middle(), y

print(hidden())
