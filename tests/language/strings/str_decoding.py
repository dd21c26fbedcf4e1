# str() with an encoding would decode bytes: of anything else it says what it wants.
for arguments in ((1, 2), ("a", "b"), ("a", "b", 3), (1, "b"), (1, 2, 3, 4)):
    try:
        print(str(*arguments))
    except TypeError as error:
        print(error)
print(repr(str(encoding="utf-8")), str(object=3))
