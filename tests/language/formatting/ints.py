# format() of ints and bools: bases, signs, filling, grouping.
for spec in ["", "d", "b", "o", "x", "X", "c", "n", "#b", "#o", "#x", "#X", "+", " ", "-", "5", "<5", ">5",
             "^5", "=5", "05", "*^9", "+05", "=+6", ",", "_", "_b", "_x", "010,", "#010x", "#_x", "e", ".2f", "%",
             "g", "08.2f", "é>4", "<05", "0<5"]:
    print(repr(spec), [format(n, spec) for n in (0, 65, 1234)], format(True, spec))
print([format(-n, "08_x") for n in (1, 255, 1048576)], format(-5, "=+8"), format(-1234567, ",d"))
print(format(True), format(False, ""), format(True, "5"), f"{True}{True:d}")
print(format(1234567890, "020,d"), format(1234567890, "021,d"), format(12, "03_d"), format(1000, "04,"))
