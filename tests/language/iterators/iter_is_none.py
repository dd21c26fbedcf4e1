# __iter__ = None says that instances cannot be iterated over, whatever else they have.
class Closed:
    __iter__ = None

    def __getitem__(self, index):
        return 1


for use in (iter, list, sum, lambda item: [*item], lambda item: 3 in item):
    try:
        print(use(Closed()))
    except TypeError as error:
        print(error)


class Failing:
    def __iter__(self):
        raise TypeError("not today")


for use in (iter, lambda item: 3 in item):
    try:
        print(use(Failing()))
    except TypeError as error:
        print(error)
