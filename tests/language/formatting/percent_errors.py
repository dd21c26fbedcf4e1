# What `%` refuses.
def attempt(form, value):
    try:
        print(repr(form % value))
    except Exception as error:
        print(repr(form), type(error).__name__, error)


for form, value in [("%d", "a"), ("%d", None), ("%x", 1.5), ("%o", "a"), ("%f", "a"), ("%c", "ab"), ("%c", 1.5), ("%c", -1),
                    ("%c", 0x110000), ("%q", 1), ("%é", 1), ("%\n", 1), ("%", 1), ("abc%", 1), ("%5", 1), ("%.", 1),
                    ("%-", 1), ("%(a", {}), ("%(a)s", 1), ("%(a)s", (1,)), ("%(a)s", {}), ("%(a)", {"a": 1}),
                    ("%s %s", (1,)), ("%s", ()), ("%s", (1, 2)), ("a", 1), ("a", "b"), ("a", ()), ("a", [1]), ("a", {}),
                    ("%(a)s %s", {"a": 1}), ("%*d", ("a", 1)), ("%.*f", (2.5, 1.0)), ("%*d", (5,)),
                    ("%5%", (1,)), ("%d", float("inf")), ("%d", float("nan")), ("%99999999999999999999d", 1),
                    ("%.99999999999f", 1)]:
    attempt(form, value)


class Broken:
    def __repr__(self):
        raise KeyError("broken")

    def __str__(self):
        return 5


attempt("%s", Broken())
attempt("%r", Broken())
attempt("%s %r", (1, Broken()))
attempt("%d", Broken())
