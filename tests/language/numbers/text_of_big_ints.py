# Ints of any size as text of any base, and back.
n = 123456789 ** 9
print(n, -n, [n], {n: -n}, str(n), repr(-n), "%d" % n)
print(bin(2**70), oct(-2**70), hex(2**70 - 1), hex(-2**64))
print(int(str(n)) == n, int(hex(n), 16) == n, int(bin(-n), 2) == -n, int(oct(n), 0) == n)
print(int("1_000_000_000_000_000_000_000"), int("  -" + "9" * 25 + " "), int("z" * 20, 36), int("+0x_ff", 16))
print(int("0" * 30), int("0" * 30 + "7"), 0xFFFF_FFFF_FFFF_FFFF_FFFF, 0b1 + 0o7777777777777777777777777, 1_0000000000_0000000000)
for text, base in (("1" * 20 + "_", 10), ("12" * 20, 2), ("0" * 20 + "1", 0), ("", 10), ("9" * 30 + "a", 10), ("1__" + "0" * 20, 10)):
    try:
        print(int(text, base))
    except ValueError as error:
        print(error)
