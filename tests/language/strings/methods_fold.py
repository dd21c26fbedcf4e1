# casefold() compares without regard to case, also where that takes more characters.
for text in ["ABC", "Straße", "ẞ", "ﬁ", "Σίσυφος", "İ", "ǰ", "\u0345", "plain"]:
    print(text.casefold(), len(text.casefold()), ascii(text.casefold()))
print("STRASSE".casefold() == "straße".casefold(), "ς".casefold() == "Σ".casefold())
