# What float() reads, and what it does not.
for text in ("1e400", "-1e400", "1e-400", "inf", "-Infinity", "nAn", "1_000.5e1_0", " 2.5\n", ".5", "5.", "1" * 400, "0" * 400 + "1", "9007199254740993", "2.2250738585072011e-308",
             "", ".", "1__0", "1_", "_1", "1e", "0x10", "infinit", "1 2", "--1", "1e5.0"):
    try:
        print(float(text))
    except ValueError as error:
        print(error)
