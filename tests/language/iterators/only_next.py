# A class with __next__ alone is no iterable.
class Counter:
    def __next__(self):
        return 1


print(next(Counter()))
for use in (iter, list, zip, lambda item: 1 in item, lambda item: [*item]):
    try:
        print(use(Counter()))
    except TypeError as error:
        print(error)
