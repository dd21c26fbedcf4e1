# What is written as an expression of constants is one constant, and equal ones are one object.
s = "a" + "b"
s2 = "ab"
print(s is s2, "x" * 3 is "xxx", "a b" + "c" is "a bc", 3 * "ab" is "ababab")
t = (1, 2) + (3,)
print(t, (1,) * 3, "-" * 5000 == "-" * 5000, len("=" * 40))
print("x" + 1 if False else "fine", -5 ** 2, 2 ** 10, "ab" * 0 is "")
def f():
    return "x" * 3
print(f() is f(), f() is "xxx")
