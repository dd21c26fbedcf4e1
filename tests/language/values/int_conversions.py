# int() reads text and cuts floats; what it cannot read it refuses.
print(int(), int(3.99), int(-3.99), int(True), int("42"), int("  -7 "), int("+5"), int("1_000"))
print(int("ff", 16), int("0b101", 0), int("777", 8), int("-z", 36))
for text in ("", "4.5", "abc", "1 2", "--1", "0x10", "_1", "1__0"):
    try:
        print(int(text))
    except ValueError as e:
        print(e)
for value in (None, [], (1,), {}):
    try:
        print(int(value))
    except TypeError as e:
        print(e)
try:
    int(float("inf"))
except OverflowError as e:
    print("OverflowError", e)
try:
    int(float("nan"))
except ValueError as e:
    print("ValueError", e)
