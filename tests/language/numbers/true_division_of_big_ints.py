# The quotient of two ints is rounded once, however long they are.
print(10**400 / 10**399, 10**30 / 3, -10**30 / 7, 3 / 10**30, (2**1000 + 1) / 2**1000)
print(2**2000 / (2**1000 + 1), (2**53 + 1) / 1, (2**54 + 2) / 2, 2**1074 / 2**2148, 1 / 2**1074)
print(1 / 2**1075, 3 / 2**1076, 1 / 2**1100, -1 / 10**400, 0 / -10**400)
print((2**1024 - 2**970 - 1) / 1)
for compute in (lambda: 10**400 / 3, lambda: (2**1024 - 2**970) / 1, lambda: -10**400 / 1):
    try:
        print(compute())
    except OverflowError as error:
        print(error)
