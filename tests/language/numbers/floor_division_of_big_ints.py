# Quotients go down and remainders have the divisor's sign, in all four combinations of signs.
for a in (10**25 + 7, -(10**25 + 7)):
    for b in (10**12 + 1, -(10**12 + 1), 10**30, -10**30, 3, -3):
        q, r = divmod(a, b)
        print(q, r, q == a // b, r == a % b, q * b + r == a)
print(divmod(10**30, 10**30), divmod(0, 10**30), divmod(10**30, 1))
for zero in (0, False):
    for compute in (lambda: 10**30 // zero, lambda: 10**30 % zero, lambda: 10**30 / zero,
                    lambda: divmod(10**30, zero)):
        try:
            compute()
        except ZeroDivisionError as error:
            print(error)
