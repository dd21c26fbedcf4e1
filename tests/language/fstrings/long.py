# More parts than are held at once are gathered in a list first; it shows in nothing else.
x = 1
print(f"{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}{x}")
long = (
    f"{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}"
    f"{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a"
    f"{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}"
    f"{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}"
    f"{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a"
    f"{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}"
    f"{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}"
    f"{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a"
    f"{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}"
    f"{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}"
    f"{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a"
    f"{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}"
    f"{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}"
    f"{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a"
    f"{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}{x}a{x}{x}"
)
print(len(long), long.count("1"), long.count("a"), long[:20])
