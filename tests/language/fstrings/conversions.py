# `!s`, `!r` and `!a` make text first, and a specification is of that text.
class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "répr"


b = Both()
print(f"{b}|{b!s}|{b!r}|{b!a}|{b!s:>6}|{b!r:*<6}|{b!a:12}|{b!s:.1}|")
print(f"{'it is'!r} {'é'!a} {None!s:5}| {[b]} {[b]!s} {[b]!a}")
print(f"{3!r:>4}{3!s:<4}|")
