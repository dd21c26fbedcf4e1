# An instance of a subclass of int is worth an int everywhere.
class I(int):
    def __add__(s, o): return I(super().__add__(o))
    def __repr__(s): return 'I(' + super().__repr__() + ')'
i = I(5)
print(i, i + 1, 1 + i, i * 2, -i, i == 5, hash(i), [1] * i, range(i), i < 6, str(i), bool(I(0)), abs(i), int(i), float(i), round(i), divmod(i, 2), i & 4, 'abcdef'[i], [0, 1, 2, 3, 4, 5][:i], {5: 'x'}[i], i in [5], sum([i, i]), max(i, 3), hex(i), chr(I(65)))
