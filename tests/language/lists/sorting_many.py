# Many items: whatever they are, the result is in order, and what is equal keeps its order.
seed = 7

def random(most):
    global seed
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed // 8 % most

def check(name, items, key=None):
    for reverse in (False, True):
        numbered = list(enumerate(items))
        by = (lambda pair: pair[1]) if key is None else (lambda pair: key(pair[1]))
        numbered.sort(key=by, reverse=reverse)
        rose = fell = kept = 0
        for i in range(len(numbered) - 1):
            one, other = numbered[i], numbered[i + 1]
            if by(one) < by(other):
                rose += 1
            elif by(other) < by(one):
                fell += 1
            else:
                kept += one[0] < other[0]
        alone = sorted(items, key=key, reverse=reverse)
        same = all([a is b for a, (number, b) in zip(alone, numbered)])
        print(name, len(alone), rose, fell, kept, same, alone[:2], alone[-2:])

class Weight:
    def __init__(self, grams):
        self.grams = grams
    def __lt__(self, other):
        return self.grams < other.grams
    def __repr__(self):
        return f"{self.grams}g"

for count in (1, 2, 63, 64, 65, 700):
    check("ints", [random(50) - 20 for _ in range(count)])
check("wide ints", [(random(1 << 20) - (1 << 19)) * 8000000000000 for _ in range(300)])
check("huge ints", [random(9) * 10 ** (random(30)) for _ in range(300)])
check("edges", [-2 ** 63, 2 ** 63 - 1, 0, -1, 1, 2 ** 62, -2 ** 62] * 20)
check("floats", [(random(2000) - 1000) / 8 for _ in range(300)])
check("zeros", [0.0, -0.0, 0, False, 1e-320, -1e-320, 5e-324] * 12)
check("infinities", [float("inf"), 1e308, -float("inf"), -1e308, 2, 10 ** 30] * 12)
check("mixed", [random(40) if random(2) else random(40) / 2 for _ in range(300)])
check("mixed and large", [2 ** 53 + random(4) if random(2) else 2.0 ** 53 + random(4) for _ in range(100)])
check("bools", [random(2) == 1 for _ in range(100)])
check("texts", ["item" + str(random(400)) for _ in range(300)])
check("long texts", ["the same beginning " + str(random(40)) for _ in range(300)])
check("odd texts", ["", "a", "a\0", "a\0b", "aé", "z", "\u20ac", "\U0001F40D", "a\U0001F40D", "ab"] * 9)
check("eight bytes", ["12345678", "1234567", "123456789", "12345678\0", "1234567é"] * 15)
check("tuples", [(random(9), random(5)) for _ in range(300)])
check("tuples of texts", [("name" + str(random(30)), random(3)) for _ in range(300)])
check("nested tuples", [((random(4), random(4)), random(3)) for _ in range(200)])
check("tuples of lengths", [tuple(range(random(4))) for _ in range(150)])
check("lists", [[random(5), random(5)] for _ in range(200)])
check("weights", [Weight(random(30)) for _ in range(70)])
check("by length", ["x" * random(20) for _ in range(300)], len)
check("by remainder", [random(1000) for _ in range(300)], lambda n: n % 7)
check("rising", list(range(500)))
check("falling", list(range(500, 0, -1)))
check("rising texts", [chr(200 + i) for i in range(300)])
check("falling texts", [chr(900 - i) for i in range(300)])
for wrong in ([1, "a"] * 50, [(1,), ("a",)] * 50, [1, None] * 50, [(1, "a"), (1, 2)] * 50, [1, []] * 40):
    try:
        sorted(wrong)
    except TypeError as error:
        print(error)
