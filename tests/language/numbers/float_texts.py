# Floats of all sizes as text: the shortest that reads back, and with digits behind the point.
seed = 11

def random():
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 18446744073709551616
    return seed >> 11

def checksum(texts):
    sum = 0
    for text in texts:
        for letter in text:
            sum = (sum * 31 + ord(letter)) % 1000000007
    return sum

def spread(count):
    for i in range(count):
        yield random() / 9007199254740992 * 10.0 ** (random() % 26 - 7)
        yield (random() % 1000000) / 10 ** (random() % 8)
        yield float(random() % 2 ** (random() % 50 + 3))
        yield -(random() % 4096) / 2 ** (random() % 12)

values = list(spread(400))
print(all([float(repr(value)) == value for value in values]))
print(checksum(map(repr, values)))
for digits in range(22):
    print(digits, checksum([f"{value:.{digits}f}" for value in values]), "%.*f" % (digits, values[digits]))
for value in (0.1, 1 / 3, 2 / 3, 1e16, 123456789012345680.0, 9007199254740993.0, 1e17, 99999999999999990.0,
              1e-4, 1e-5, 1.5e-5, 2.0 ** -16, 2.0 ** -17, 0.3, 1e22, 1e23, 5e-324, 2.2250738585072014e-308,
              1.7976931348623157e308, 4503599627370496.5, 72057594037927936.0, 0.5, 1.0, 1024.0, 2.0 ** 63):
    print(value, -value, "%.3f" % -value if value < 1e30 else "", f"{value:.0f}" if value < 1e30 else "")
for value in (0.5, 1.5, 2.5, 0.125, 0.375, 2.675, 1.005, 0.045, 999.9995, 9.5, 99.995, 1e-9, -0.0, -0.0004, 0.0):
    print([f"{value:.{digits}f}" for digits in (0, 1, 2, 3)], "%08.2f" % value, f"{value:+.2f}|{value:9.1f}|{value:,.3f}")
print(f"{float('inf'):.2f} {float('nan'):8.1f} {-float('inf'):f}", "%#.0f %5.1f%%" % (3.0, 99.96))
