# The iterators of strings have two types, as there are two kinds of texts.
print(type(iter("abc")), type(iter("")), type(iter("é")))
letters = iter("abc")
print(next(letters), list(letters), list(letters))
