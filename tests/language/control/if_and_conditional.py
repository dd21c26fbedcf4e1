# if, elif, else, and the conditional expression.
def size(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "large"

print(size(-5), size(0), size(5), size(50))
print("yes" if True else "no", "yes" if [] else "no", 1 if 0 else 2 if 0 else 3, (1 if 1 else 2) if 0 else 4)
x = 5
if x: print("one line"); print("two statements")
if not x: print("skipped")
else: print("else on one line")
if x > 3 and x < 10 or x == 100: print("precedence")
if x is None: pass
elif x is not None: print("is not")
if (x ==
        5):
    if x % 2:
        if x > 4:
            print("deep")
        else:
            print("never")
else:
    print("belongs to the outer if")
print([1, 2][0 if x else 1], (lambda: 1 if x else 2)(), x if x else x + 1 if x else 3)
y = 1, 2 if x else 3
print(y)
