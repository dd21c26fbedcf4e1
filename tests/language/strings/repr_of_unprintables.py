# repr() shows what is printable as it is, and escapes the rest.
for text in ["\x00\x01\x1f", "\x7f\x80\x9f\xa0\xad", "\t\n\r\x0b\x0c\b", "é\u0378\u200b\u2028", "\ue000\ufeff\uffff", "\U0001f600\U000e0001\U0010ffff",
             "'", '"', "'\"", "\\", "\u3000\u0301a", "\U00031350", "it's"]:
    print(repr(text), [text], len(repr(text)))
