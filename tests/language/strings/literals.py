# Quotes, escapes, raw text, long text, and neighbours that join.
print('single', "double", 'it\'s', "it's", 'say "hi"')
print("tab\there", "line\nbreak", "back\\slash", "bell\x41", "\u00e9\U0001f40d", "oct\101", "nul\0end" == "nul\x00end")
print(r"raw \n stays", r"a\\b", len(r"\n"))
print("""three
lines
here""")
print('''a 'quoted' "word"''')
print("one " "two " 'three')
print("a long \
line")
s = ("first "
     "second")
print(s)
print(repr("a\nb"), repr("it's"), repr('say "x"'), repr('both \' and "'), repr("tab\t"), repr("\\"))
print(repr("\x00\x1f\x7f\x80\xa0\xad"), repr("é"), repr("🐍"), repr("\u200b\ud7ff\ue000"), repr(""))
print(["it's", 'x"y', "\n"], ("a",), {"k\t": "v\\"})
