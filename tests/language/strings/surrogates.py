# A lone surrogate is a character like others until it is written.
s = "\ud800"
print(len(s), ascii(s), repr(s), s == "\ud800", s < "\ue000", ord(s), s.isprintable(), [s], len("a" + s + "b"), ("a" + s)[1] == s)
print(ascii("\ud83d\ude00"), len("\ud83d\ude00"), "\ud83d\ude00" == "\U0001f600", ascii(s.upper()), ascii(f"{s:*>3}"), {s: 1}[s])
print(hash("\udfff") == hash(chr(0xDFFF)), ascii("x\udc80y".split("\udc80")), "\ud800" in "a\ud800b", ascii("a\ud800b"[::-1]))
