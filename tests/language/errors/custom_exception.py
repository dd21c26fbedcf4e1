# A class of one's own, uncaught: the last line gives its name and text.
class LimitReached(Exception):
    pass

def check(n, limit=3):
    if n > limit:
        raise LimitReached("n is " + str(n))
    return n

for i in range(10):
    print(check(i))
