# Asking a string where something is.
s = "the cat sat on the mat"
print(s.find("at"), s.find("at", 6), s.find("dog"), s.rfind("at"), s.find("at", 6, 7), s.find(""), s.find("", 100))
print(s.index("cat"), s.rindex("the"), s.count("at"), s.count("a", 6), s.count(""), "aaaa".count("aa"))
print(s.startswith("the"), s.startswith("cat", 4), s.endswith("mat"), s.endswith(("dog", "mat")), s.startswith(()))
print("cat" in s, "" in s, "dog" not in s, "" in "")
for method in (s.index, s.rindex):
    try:
        method("dog")
    except ValueError as e:
        print(e)
try:
    1 in s
except TypeError as e:
    print(e)
try:
    s.find(1)
except TypeError as e:
    print(e)
try:
    s.startswith(1)
except TypeError as e:
    print(e)
print("abc".isalpha(), "ab1".isalpha(), "12".isdigit(), "".isdigit(), "ab1".isalnum(), " \t".isspace(), "".isspace())
print("Ab".isupper(), "AB1".isupper(), "ab".islower(), "1".islower())
