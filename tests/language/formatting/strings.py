# format() of strings: width, precision, filling, in code points.
for spec in ["", "s", "5", "<5", ">5", "^5", "*^6", "é^6", "05", ".2", "6.2", ">6.1s", ".0", "3"]:
    print(repr(spec), [format(s, spec) for s in ("", "a", "abcd", "äöü", "\U0001f600")])
print(repr(format("a", "\n^3")), format("x", "{<3"), format("x", "<<3"), format("x", "=^3"))
