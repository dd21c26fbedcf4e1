# str.format(): by position, by name, automatic; attributes, items, conversions, nested fields.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __getitem__(self, key):
        return (key, type(key).__name__)

    def __repr__(self):
        return "P"


p = Point(1, [10, {"k": "v"}])
print("{} {}".format(1, 2), "{1} {0} {1}".format("a", "b"), "{a}{b}".format(a=1, b=2), "{0}{k}{1}".format(1, 2, k=3))
print("{0.x} {0.y[0]} {0.y[1][k]} {0[5]} {0[key]} {0[-1]} {p.x}".format(p, p=p))
print("{!r} {!s} {!a} {0!r:>4}|".replace("{0", "{").format("é", "é", "é", "x"))
print("{:5}|{:>5}|{:^5}|{:05}|{:,}|{:.2f}|{:{}}|{:{}.{}}|".format("a", "b", "c", 5, 12345, 2.5, 7, 5, "abcdef", 4, 2))
print("{0:{1}} {0:>{w}} {0:{f}{a}{w}}".format("x", 4, w=6, f="*", a="^"))
print("{{}} {{{}}} }}{{".format(1), "{}".format("{}"), "".format(), "plain".format(1, x=2))
print("{0[a b]} {0[.]} {0[!]} {0[:]}".format(p), "{x y}".format(**{"x y": 1}), "{ }".format(**{" ": 2}))
print("{:{:{}}}".format.__name__, "{:d}{:x}".format(True, 255), "{0}{0}{0}".format([1]))
print("{}-{}".format(*[1, 2]), "{a}".format(**{"a": 5}), str.format("{}", 3))
