# pow() with three arguments: signs, inverses, and what has none.
print(pow(3, 200, 10**9 + 7), pow(3, 10**30, 10**20), pow(-3, 5, 7), pow(2, 10, -7), pow(-2, 3, -5))
print(pow(0, 0, 5), pow(0, 5, 3), pow(5, 0, 1), pow(10, 3, 10), pow(2**100, 2**70, 2**90 - 1))
print(pow(3, -1, 7), pow(3, -5, 2**89 - 1), pow(-3, -1, 7), pow(3, -1, -7), pow(2, -3, 1))
print(pow(3, -1, 2**89 - 1) * 3 % (2**89 - 1), pow(2, 3, None), pow(base=2, exp=5, mod=3))
for arguments in ((2, 3, 0), (2, -1, 4), (0, -1, 5), (2.0, 3, 5), (2, 3, 5.0), ("a", 2, 3), (2, 3, "a")):
    try:
        pow(*arguments)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
