# ascii() escapes all that is not ASCII, at any depth.
print(ascii("aé\u1234\U0001F600\n\t'"), ascii(["é", {"ü": "ß"}]), ascii(5), ascii(None), ascii("plain"))


class R:
    def __repr__(self):
        return "<é>"


print(ascii(R()), ascii([R()]), "%a" % R(), f"{R()!a}", "{!a}".format(R()), ascii("\x7f\x80\xff"))
