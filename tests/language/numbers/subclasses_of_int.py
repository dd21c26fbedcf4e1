# A class that inherits from int counts as its number, of any size; results are plain ints.
class I(int):
    pass
n = I(2**70)
print(n + 1, n == 2**70, hash(n) == hash(2**70), -n, I(3) ** I(50), abs(-n), type(n + 0), n < 1e30)
print(n.real, n.imag, n.denominator, n.bit_length(), n.as_integer_ratio(), hex(n), f"{n:,}", "%d" % n)
print(divmod(n, I(3)), pow(I(2), n, I(97)), round(n, -5), float(n), sum([I(1), n]), n.__dict__)
