# Several statements on a line, long lines, and blank lines inside blocks.
a = 1; b = 2; c = a + b
print(a, b, c); print("same line");
if c == 3: a = 10; b = 20
print(a, b)
for i in range(3): a += i; b -= i
print(a, b)

def f(x): y = x + 1; return y * 2

print(f(1))
class C: x = 1; y = 2
print(C.x + C.y)
total = (1 +
         2 +   # a comment inside

         3)
items = [
    1,
    2,

    3,
]
print(total, items, f(
    5
))
if True:

    # a comment, then a blank line

    print("inside")

        # a comment with odd indentation
    print("still inside")
x = 1 + \
    2
print(x)
while x: x -= 1
else: print("while else")
try: 1 / 0
except ZeroDivisionError: print("short except")
finally: print("short finally")
if 1: pass
pass; pass
