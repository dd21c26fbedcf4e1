# Too few, too many, or nothing to unpack.
def attempt(value):
    try:
        a, b = value
        print(a, b)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e, sep=": ")

def attempt_star(value):
    try:
        a, *b, c = value
        print(a, b, c)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e, sep=": ")

for value in ((1,), (1, 2, 3), [], [1, 2], "a", "abc", {}, {1: 2, 3: 4}, range(1), range(5), 5, None, 1.5, len):
    attempt(value)
for value in ((1,), (), "ab", [1, 2, 3], 5, {}):
    attempt_star(value)
x = y = z = 0
try:
    x, (y, z), w = 1, (2, 3, 4), 5
except ValueError as e:
    print(e, x, y, z)
try:
    x, y = z = [7]
except ValueError as e:
    print(e, x, y, z)
items = [0, 0]
try:
    items[0], items[5], items[1] = 1, 2, 3
except IndexError as e:
    print(e, items)
try:
    for a, b in [(1, 2), (3,)]:
        print(a, b)
except ValueError as e:
    print(e, a, b)
try:
    () = [1]
except ValueError as e:
    print(e)
try:
    [*5]
except TypeError as e:
    print(e)
