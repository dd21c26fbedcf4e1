# Fibonacci numbers, factorials and Newton's root: programs that live from long ints.
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)
def fibonacci(n):
    a, b = 0, 1
    while n > 0:
        a, b, n = b, a + b, n - 1
    return a
def root(n):
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y
print(factorial(60), factorial(200) // factorial(198), sum([int(c) for c in str(factorial(100))]))
print(fibonacci(300), fibonacci(100) % 10**9)
print(root(2 * 10**100), root(10**60) == 10**30)
