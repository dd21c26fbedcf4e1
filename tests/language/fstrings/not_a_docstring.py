# An f-string is no docstring, and no constant, but may stand wherever an expression may.
def f():
    f"not {1}"


def g():
    f"plain"


def h():
    "real"


print(f.__doc__, g.__doc__, h.__doc__)
d = {f"k{i}": f"{i}" for i in range(3)}
print(d, d[f"k{1}"], f"{d}", [f"{i:02}" for i in range(3)])
print(f"a" in ("a",), f"{1}" == "1", f"{'a'}" "b" == "ab", hash(f"{'x'}y") == hash("xy"))
