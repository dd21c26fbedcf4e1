# Every call answers with something: a value, a tuple, or None.
def nothing():
    pass

def bare():
    return

def many():
    return 1, 2

def early(n):
    if n < 0:
        return "negative"
    for i in range(10):
        if i == n:
            return "found " + str(i)
    else:
        return "too big"

def recursive(n):
    return 1 if n <= 1 else n * recursive(n - 1)

print(nothing(), bare(), many(), early(-1), early(3), early(11), recursive(15))
a, b = many()
print(a, b, many()[1], len(many()), (lambda: None)(), (lambda: (1, 2))(), (lambda *a, **k: (a, k))(1, b=2))
def is_even(n):
    return True if n == 0 else is_odd(n - 1)

def is_odd(n):
    return False if n == 0 else is_even(n - 1)

print(is_even(10), is_odd(10), is_even(101))
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

print(fibonacci(15))
def change(items, number):
    items.append(number)
    items = ["new"]
    number += 1
    return items, number

data = []
print(change(data, 5), data)
