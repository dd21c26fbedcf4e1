# maketrans() makes a table of code points, translate() follows it.
table = str.maketrans("abc", "xyz", "q")
print(table, "aqbqcd".translate(table), "x".maketrans({"a": "AA", 98: None, "é": 0x1F600}))
print("abé".translate(str.maketrans({"a": "AA", 98: None, "é": 0x1F600})), "hello".translate({}), "".translate(table))
print("abc".translate({97: None, 98: "", 99: "long"}), "abc".translate(["?"] * 98), "éa".translate({233: "e"}))


class Table:
    def __getitem__(self, key):
        print("asked for", key)
        if key == 98:
            raise LookupError
        return {97: 65, 99: "cc", 100: None}[key]


print("aabba".translate(Table()))
print("abcabc".translate(Table()))
print("éda".translate({233: None, 100: None, 97: "x"}))


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "abc".translate({97: -1}))
attempt(lambda: "abc".translate({97: 0x110000}))
attempt(lambda: "abc".translate({97: 1.5}))
attempt(lambda: "abc".translate(5))
attempt(lambda: "x".translate(Table()))
attempt(lambda: str.maketrans({"ab": 1}))
attempt(lambda: str.maketrans({1.5: 1}))
attempt(lambda: str.maketrans("a"))
attempt(lambda: str.maketrans("a", "bc"))
attempt(lambda: str.maketrans("a", 1))
attempt(lambda: str.maketrans(1, "a"))
attempt(lambda: str.maketrans("a", "b", 1))
attempt(lambda: str.maketrans())
