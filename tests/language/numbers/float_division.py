# // and % of floats: the remainder has the divisor's sign, and zeros keep theirs.
inf, nan = float("inf"), float("nan")
for a in (7.5, -7.5, 0.0, -0.0, 1e300, inf):
    for b in (2.0, -2.0, 0.1, inf, -inf, nan):
        print(a // b, a % b, divmod(a, b))
for compute in (lambda: 1.0 // 0, lambda: 1 % 0.0, lambda: divmod(1.0, 0), lambda: 1 / 0.0, lambda: 0.0 ** -1, lambda: 0 ** -2.0, lambda: 1e200 ** 2, lambda: 10.0 ** 400):
    try:
        compute()
    except (ZeroDivisionError, OverflowError) as error:
        print(type(error).__name__, error)
