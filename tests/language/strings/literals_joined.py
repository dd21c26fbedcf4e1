# Literals that stand side by side are one; raw ones keep backslashes; escapes of every kind.
print("a" 'b' """c""" r"\d" "é", ("one "
      "two"), "a\
b", r"a\
b", len("\
"), R"\n" "\n".strip(), u"u" U"U")
print(ascii("\a\b\f\v\0\7\12\1234\x41\xff\u00e9\U0001F600\'\"\\"), "\x41\u0042\103", r"\'", r'\"')
print("""first
  second\tthird \
still""", '''it's "quoted"''', """ends with \"""", 'a"b' "c'd")
