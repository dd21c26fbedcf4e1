# slice.indices(): the bounds of a slice for a length.
print(slice(1, None, 2).indices(10), slice(None, None, -1).indices(5))
print(slice(-3, 100).indices(5), slice(5).indices(0), slice(None).indices(True))
for length in (-1, "a"):
    try:
        print(slice(3).indices(length))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    slice("a").indices(3)
except TypeError as error:
    print(error)
