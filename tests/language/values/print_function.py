# print: any number of values, sep, end, and what it refuses.
print()
print("")
print(1, "two", 3.0, None, [4], (5,), {6: 7})
print("a", "b", sep="")
print("a", "b", sep=", ", end="!\n")
print("no newline", end="")
print(" | continued")
print("a", "b", sep=None, end=None)
print(sep="x")
print("only one", sep="unused")
print(*[1, 2, 3], sep="-")
print(*"abc", *(1, 2), sep="")
print("tab\tquote' \"backslash\\ unicode é 🐍")
print(print("inner"), end=" .\n")
print("multi\nline", "text", sep="\n")
options = {"sep": "+", "end": "=\n"}
print(1, 2, **options)
for bad in ({"sep": 1}, {"end": []}, {"unknown": 1}):
    try:
        print("x", **bad)
    except TypeError as e:
        print(e)
print("flushed", flush=True)
print(True, False, None, -0.0, 1e100, "", sep="|")
p = print
p("alias")
