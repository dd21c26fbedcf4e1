# differs: Ouro has no complex numbers
# A fractional power of a negative number would be one.
for base, exponent in ((-8, 0.5), (-8.0, 1/3), (-1, 0.5)):
    try:
        base ** exponent
    except ValueError as error:
        print(error)
print((-8) ** 3.0, (-8) ** -1, (-8.0) ** 2, (-0.0) ** 0.5, float("-inf") ** 0.5)
