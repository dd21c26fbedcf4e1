# and and or answer with one of their operands, and look no further than they must.
def say(v):
    print("<", v, ">", sep="", end=" ")
    return v

print(say(0) and say(1), say(1) and say(0), say(1) and say(2) and say(3), say(1) and say("") and say(3))
print(say(0) or say(1), say(1) or say(0), say(0) or say("") or say(None), say(0) or say([1]) or say(3))
print(say(0) and say(1) or say(2), say(0) or say(1) and say(2), (say(0) or say(1)) and say(2))
print(not say(0) and say(1), not (say(0) or say(1)), not not say("x"))
print([] or {} or (), [] and {}, None or "default", "value" or "default")
def default(x=None):
    x = x or []
    return x

print(default(), default([1]), default(()))
print(1 if say(0) or say(1) else 2, 1 if say(1) and say(0) else 2)
a = []
b = a and a[0]
c = a or "empty"
print(b, c, b is a)
if say(1) and not say(0) or say("never"): print("if")
if (say(0) or say(0)) and say("never"): print("never")
else: print("else")
n = 5
while n > 0 and n != 2 or n == 2 and say("two") and False:
    n -= 1
print(n)
print((1 and 2) == 2, 1 and 2 == 2, (0 or 5) > 3, 0 or 5 > 3, 1 > 0 and "yes" or "no")
