# Adding, repeating, comparing, and looking inside.
print("ab" + "cd", "ab" * 3, 3 * "ab", "ab" * 0, repr("ab" * -1), "-" * 20)
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "Z" < "a", "10" < "9")
print("a" == "a", "a" == 1, "a" != 1, "1" == 1)
s = "x"
t = s
s += "y"
s *= 2
print(s, t)
s = t = ""
for i in range(5):
    s = s + str(i)
    t += str(i) * i
print(s, t)
for action in (lambda: "a" + 1, lambda: "a" - "b", lambda: "a" * "b", lambda: "a" < 1, lambda: "a" + None, lambda: 1 * "a" * 1.0):
    try:
        print(action())
    except TypeError as e:
        print(e)
print(min("hello"), max("hello"), sorted("hello"), list("héy"), tuple("ab"), len("a" * 1000))
print("abc" "def"[1], ("abc" "def")[1], "x" in "xyz" == True)
