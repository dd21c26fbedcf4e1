# Subscripts, slices with steps, searching and comparing, by code points of any width.
s = "aé\u1234\U0001f600z"
print(len(s), [ascii(c) for c in s], ascii(s[1]), ascii(s[-2]), ascii(s[1:4]), ascii(s[::-1]), ascii(s[::2]), ascii(s[-1:0:-2]))
print(ascii(s[10:]), ascii(s[:0]), ascii(s[-100:2]), s.find("z"), s.index("\U0001f600"), s.rfind("é"), s.count(""), "\u1234" in s)
print("é" < "\u1234" < "\U0001f600", "\uffff" < "\U00010000", max(s) == "\U0001f600", sorted(s) == list("az") + sorted(s[1:4]))
print(ascii(s * 2), s.startswith("é", 1), s.endswith("\U0001f600z"), ascii(s.partition("\u1234")), ascii(s.center(9, "ü")), ascii(s.zfill(7)))
