# Taking text apart and putting it together.
print("a b  c".split(), "a b  c".split(" "), "".split(), "".split(","), " ".split(), ",".split(","))
print("a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), " a b c ".split(None, 1), "a--b".split("--"), "a b c ".rsplit(None, 1))
print("line1\nline2\r\nline3\rend".splitlines(), "a\n".splitlines(), "a\nb".splitlines(True), "\n\n".splitlines())
print("k=v=w".partition("="), "kv".partition("="), "k=v=w".rpartition("="), "kv".rpartition("="))
print(", ".join(["a", "b", "c"]), "".join([]), "-".join("xyz"), "+".join(("one",)), repr("".join(["a"])))
print("|".join({"k1": 1, "k2": 2}), " ".join(sorted("hello")))
try:
    ",".join(["a", 1])
except TypeError as e:
    print(e)
try:
    ",".join(5)
except TypeError as e:
    print(e)
try:
    "a".split("")
except ValueError as e:
    print(e)
words = "to be or not to be".split()
print(words, len(words), " ".join(words[::-1]))
