# What a specification may not say, and of which type.
def attempt(value, *specs):
    for spec in specs:
        try:
            print(repr(format(value, spec)))
        except (TypeError, ValueError, OverflowError) as error:
            print(repr(value), repr(spec), type(error).__name__, error)


attempt(3, ".2", "z", ".2d", "+c", "#c", "s", "q", "ä", "\x01", "5 d", "x,", ",_", "_,", ",x", "_c", ",n", "xx", ".", ".d",
        "99999999999999999999", ".99999999999f", "==+5d5")
attempt(3.5, "d", "s", "x", "c", "b", ".", ",n", "r", "_n", ".99999999999", "Q", "5.5.5")
attempt("abc", "+", " ", "-", "z", "#", "=5", "d", ",", "_", "q", ",q", "5x", "=", "\x05")
attempt(None, "", "5")
attempt([], "", "<")
attempt((), "5")
attempt(int, "5")
attempt(-1, "c")
attempt(0x110000, "c")
for bad in (1, None, 1.5):
    try:
        format(1, bad)
    except TypeError as error:
        print(error)
