# An empty dict does not ask the key for its hash.
print({}.pop([], "default"))
for dictionary in ({}, {1: 2}):
    try:
        dictionary.pop([])
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
