# Ints and floats compare exactly; arithmetic with a float turns the int into the nearest one.
print(10**30 < 1e30, 10**30 == 1e30, 10**30 > 1e30, 2**100 == 2.0**100, 2**100 + 1 == 2.0**100)
print(2**100 + 1 > 2.0**100, 10**400 > 1e308, 10**400 < float("inf"), -10**400 > -float("inf"))
print(10**30 != float("nan"), 10**30 < float("nan"), float(10**22) == 10**22, float(10**23) == 10**23)
print(10**30 + 0.5, 10**30 * 1.0, 1e30 - 10**30, 2**70 / 2.0, 2**70 // 3.0, 2.5 ** 2**3)
print(float(2**53 + 1), float(2**53 + 3), float(2**1023), int(1e30), int(-1e300) % 1000, round(1e22))
print(hash(2**100) == hash(2.0**100), {2**100: "int"}[2.0**100], 2.0**70 in [2**70])
for compute in (lambda: float(10**400), lambda: 10**400 * 1.0, lambda: 1.5 + 10**400,
                lambda: int(float("inf")), lambda: int(float("nan")), lambda: 2.0 ** 10**400,
                lambda: round(float("-inf"))):
    try:
        compute()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
