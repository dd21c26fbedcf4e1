# removeprefix() and removesuffix() take away one, or give back the same string.
s = "".join(["abc", "abc"])
print(s.removeprefix("abc"), s.removesuffix("bc"), s.removeprefix("x") is s, s.removesuffix("") is s, s.removeprefix(s) == "")
print("aé".removesuffix("é"), "éa".removeprefix("é"), "a".removeprefix("ab"), "".removesuffix("a"))
for call in (lambda: s.removeprefix(1), lambda: s.removesuffix(None), lambda: s.removeprefix(), lambda: s.removeprefix("a", "b")):
    try:
        call()
    except TypeError as error:
        print(error)
