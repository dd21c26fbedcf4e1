# expandtabs() fills up to columns, which begin anew on each line.
print(repr("A\tbc\tdef\n\tx\ty\r\tz".expandtabs()), repr("a\tb".expandtabs(4)), repr("a\tb".expandtabs(tabsize=2)))
print(repr("a\t\tb".expandtabs(0)), repr("a\tb".expandtabs(-3)), repr("é\tx\U0001f600\ty".expandtabs(3)), repr("".expandtabs()))
for call in (lambda: "a".expandtabs("x"), lambda: "a".expandtabs(size=1), lambda: "a".expandtabs(1, 2)):
    try:
        call()
    except TypeError as error:
        print(error)
