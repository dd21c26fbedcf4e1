# A mistake in the text is found before anything runs.
print("this must not be printed")
def f(:
    return 1

print(f())
x = 1
y = 2
