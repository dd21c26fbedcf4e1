# The largest and smallest numbers of 64 bits, and the literals that write them.
big = 9223372036854775807
small = -9223372036854775807 - 1
print(big, small)
print(big - 1, small + 1, big + small, big // 2, small // 2, big % 10, small % 10)
print(big == 0x7fffffffffffffff, big > small, -big == small + 1)
print(0x10, 0o17, 0b101, 1_000_000, 0xFF, 0b1111_0000, 00)
print(1 << 62, (1 << 62) - 1 + (1 << 62), -(1 << 62) * 2)
print(3037000499 * 3037000499, 4294967296 * 2147483647)
print(big & 0xFF, small >> 63, big >> 62, ~big == small)
print(int("9223372036854775807") == big, int("-9223372036854775808") == small)
print(str(small), repr(big), hash(12345), hash(-1), hash(0))
