# format() of floats: every type, precision, what is not finite, negative zero.
for spec in ["", "e", "E", "f", "F", "g", "G", "n", "%", ".0f", ".0e", ".0g", "#.0f", "#g", ".3", ".10", "#.3", ",", "_",
             "015,.2f", "+.1f", " .1f", "=+12.2", "z.0f", ".1%", ">10", "<10.2f", "^10.2", "010"]:
    print(repr(spec), [format(x, spec) for x in (0.0, 1.0, -2.5, 1234567.891, 1e-7, 1e16, 1.5e300)])
inf = float("inf")
for spec in ["", "f", "F", "e", "G", "06", "+", "%", ",", "010,", "<6", "^7"]:
    print(repr(spec), format(inf, spec), format(-inf, spec), format(float("nan"), spec))
print(format(-0.0), format(-0.0, ".1f"), format(-0.0, "z.1f"), format(-0.04, "z.1f"), format(0.5, ".0f"), format(1.5, ".0f"),
      format(2.5, ".0f"), format(0.1, ".30f"), format(1e22, "f"), format(123456789.0, "g"), format(5e-324, ".3e"))
