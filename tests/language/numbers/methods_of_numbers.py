# What ints and floats can be asked for.
for n in (0, 1, -1, 255, 2**63, -2**64, 10**30, True):
    print(n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator)
for x in (0.0, -0.0, 0.1, -2.5, 1e300, 5e-324, 2.0**70, 123456.789):
    print(x.as_integer_ratio(), x.hex(), x.is_integer(), x.conjugate(), x.real, x.imag)
print(float("inf").hex(), float("-inf").hex(), float("nan").hex(), int.bit_length(2**70), float.hex(1.5))
for x in (float("inf"), float("nan")):
    try:
        x.as_integer_ratio()
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
