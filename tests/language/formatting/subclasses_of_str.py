# Instances of classes that inherit from str are formatted by their own texts, and joined as strings.
class Plain(str):
    pass


class Loud(str):
    def __str__(self):
        return self.upper() + "!"

    def __format__(self, spec):
        return "<" + super().__format__(spec) + ">"


p, q = Plain("p"), Loud("q")
print("%s %s %5s|" % (p, q, q), "%s" % q, "%(k)s" % {"k": q}, "%r %a" % (q, p), "%c" % p, Plain("%s-%s") % (1, q))
print("{} {} {:>4} {!s} {!r}".format(p, q, q, q, q), f"{p} {q} {q:>4} {q!s} {p:^5}|", format(q), format(q, "3"), Plain("{}").format(q))
print(",".join([p, q, "x"]), type(",".join([p])), Plain("+").join("ab"), "".join([p, p]), p.join([q, q]))
form = "%s"
print(form % q, form % p, type(form % p))
