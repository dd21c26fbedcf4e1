# Decimal text of more than 4300 digits is neither read nor written unless a program asks for it.
import sys
print(sys.get_int_max_str_digits())
n = 10**4299
print(len(str(n)), len(str(-n)), int("1" * 4300) % 1000, int("1_" * 4299 + "1") % 1000)
for compute in (lambda: str(n * 10), lambda: repr([n * 10]), lambda: int("1" * 4301), lambda: print(-n * 10),
                lambda: int("0" * 4301), lambda: int("1" * 4301, 7), lambda: "%d" % (n * 10)):
    try:
        compute()
    except ValueError as error:
        print(error)
print(len(hex(n * n)), int("1" * 5000, 2).bit_length(), int("f" * 5000, 16).bit_count())
sys.set_int_max_str_digits(640)
try:
    str(10**640)
except ValueError as error:
    print(error)
sys.set_int_max_str_digits(maxdigits=0)
print(len(str(n * n)))
for limit in (639, -1, 2**31, 2**70, "0"):
    try:
        sys.set_int_max_str_digits(limit)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
