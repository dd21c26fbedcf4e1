# Questions about all characters of a string.
for text in ["", "abc", "Abc Def", "ABC", "Abc def", "1a", "a1", "_x", "x y", "é", "ÉÀ", "½", "٣", "²", "五", "Ⅷ", "\n", " ",
             "ǅ", "ǅa", "ßẞ", "a\x00", "\u200b", "\U0001f600", "class", "A1b", "1A", "They're", "l'été"]:
    print(ascii(text), text.isalnum(), text.isalpha(), text.isascii(), text.isdecimal(), text.isdigit(), text.isidentifier(),
          text.islower(), text.isnumeric(), text.isprintable(), text.isspace(), text.istitle(), text.isupper())
