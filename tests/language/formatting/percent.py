# `%` with each type, flags, width and precision.
print("%d %i %u|%5d|%-5d|%05d|%+d|% d|%.3d|%8.3d|%-8.3d|" % (1, -2, 3, 4, 5, 6, 7, 8, 9, 10, -11))
print("%x %X %o %#x %#X %#o %#010x %-#8x| %.5x" % (255, 255, 8, 255, 255, 8, 255, 10, 255))
print("%e %E %f %F %g %G %.2f %10.3f|%-10.1f|%+.1e %#.0f %010.2f" % ((1234.5678,) * 12))
print("%s %r %a|%5s|%-5s|%.2s|%5.1r|" % ("é", "é", "é", "ab", "ab", "abcd", "xyz"))
print("%c%c%c|%3c|%-3c|" % (65, "b", 0x1F600, "c", "d"))
print("%% %d%% %s%%" % (5, "a"), "%%" % (), "100%%" % [], "%ld %hd %Ld" % (1, 2, 3))
print("%*d|%-*d|%.*f|%*.*f|%*d" % (5, 1, 5, 2, 2, 3.14159, 8, 1, 2.25, -4, 7), "|")
print("%(a)s %(b)05d %(a)r %(c(d))s" % {"a": "x", "b": 5, "c(d)": "y"})
print("%s" % None, "%s" % [1, 2], "%s" % {"a": 1}, "%s %s" % ("a", (1,)), "%s" % ((1, 2),), "%d" % True, "%d" % 2.9)
items = ("b", 2)
print("%s=%d" % items, "%r" % (items,))
text = "%s!"
text %= "in place"
print(text)
