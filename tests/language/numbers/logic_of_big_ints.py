# & | ^ ~ and shifts work as if negative ints had endlessly many ones in front.
a, b = 2**100 + 12345, -2**90 - 678
print(a & b, a | b, a ^ b, b & b - 1, b | 1, b ^ -1, ~a, ~b, ~~a == a)
print(-2**64 & 2**64 - 1, -2**64 | 2**64, -1 & 2**70, -1 ^ 2**70, 2**64 ^ 2**64, -2**64 & -2**65)
print(b >> 89, b >> 90, b >> 91, b >> 1000, a >> 1000, a << 0, b << 3, 0 << 10**30, 5 >> 10**30, -5 >> 10**30)
print(type(True & False), True | False, True ^ True, type(True & 1), True + True, -True, ~True)
for compute in (lambda: 1 << -1, lambda: 1 >> -10**30, lambda: 1 << 10**30, lambda: a & 1.0):
    try:
        compute()
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)
