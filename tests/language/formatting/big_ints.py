# Ints past 64 bits are formatted as others; `c` and floats have their limits.
n = 10 ** 30
print(f"{n:,} {n:_x} {-2 ** 70:b} {2 ** 100:+e} {10 ** 20:030,} {2 ** 64:o} {n:>35}|{n:<35}|{n}")
print("%d %x %#o %.35d %40d|%f %s %r" % (n, -2 ** 70, 2 ** 66, n, n, n, n, n), "{:d} {:f} {:>25}".format(n, n, 2 ** 65))
print("%d %d" % (1e22, -1e22))


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: format(n, "c"))
attempt(lambda: format(10 ** 400, "f"))
attempt(lambda: "%c" % n)
attempt(lambda: "%e" % 10 ** 400)
attempt(lambda: "%e" % (10 ** 400,))
attempt(lambda: "%*d" % (n, 1))
attempt(lambda: "%.*d" % (n, 1))
attempt(lambda: format(n, "s"))
attempt(lambda: "a\t".expandtabs(n))
attempt(lambda: "a".translate({97: n}))
