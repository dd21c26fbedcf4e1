# A string is never changed: each method answers with a new one.
s = "  Hello World  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), repr(s))
print(s.lower(), s.upper(), s.swapcase(), s.title(), "hELLO wORLD".capitalize())
print("xxhixx".strip("x"), "abcba".strip("ab"), "abcba".lstrip("ab"), "abcba".rstrip("ab"), repr("aaa".strip("a")))
print("a-b-c".replace("-", "+"), "a-b-c".replace("-", "", 1), "abc".replace("", "."), "aaa".replace("aa", "b"))
print("7".zfill(3), "-7".zfill(4), "x".ljust(4, ".") + "|", "x".rjust(4) + "|", "x".center(4, "*"), "abc".center(2))
print("they're".title(), "ßa".upper(), "ÀÉ".lower(), "éa".capitalize())
text = "unchanged"
text.upper()
print(text)
for call in (lambda: "a".replace("a"), lambda: "a".center(3, "ab"), lambda: "a".upper(1), lambda: "a".nothing()):
    try:
        call()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
