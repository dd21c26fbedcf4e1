# No backslash may stand inside of braces.
x = "a"
print(f"{x + '\n'}")
