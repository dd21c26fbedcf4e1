# Variables of functions far around, many at once, and cells made again in every call.
def a(x):
    def b(y):
        def c(z):
            def d(w):
                return x, y, z, w
            return d
        return c
    return b

print(a(1)(2)(3)(4), a("x")([1])(None)(()))
f = a(1)(2)
g, h = f(3), f(30)
print(g(4), h(4))
def many(p, q=2, *r, s=4, **t):
    u, v = 5, 6
    def inner():
        nonlocal u
        u += 1
        return p, q, r, s, t, u, v
    return inner

m = many(1, 20, 30, s=40, k=50)
print(m(), m())
def pipeline(*steps):
    def run(x):
        for step in steps:
            x = step(x)
        return x
    return run

print(pipeline(lambda x: x + 1, lambda x: x * 10, str, len)(99))
def twice(f): return lambda x: f(f(x))
print(twice(twice(lambda x: x * 2))(1), twice(twice)(lambda x: x + "!")("hi"))
def accumulate():
    total = 0
    def add(n):
        nonlocal total
        total += n
        def undo():
            nonlocal total
            total -= n
            return total
        return total, undo
    return add

add = accumulate()
t1, undo1 = add(5)
t2, undo2 = add(7)
print(t1, t2, undo1(), undo2(), undo1())
def fib():
    memo = {0: 0, 1: 1}
    def f(n):
        if n not in memo: memo[n] = f(n - 1) + f(n - 2)
        return memo[n]
    return f

print(fib()(80), fib() is fib())
