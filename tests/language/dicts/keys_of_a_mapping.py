# What is no dict but has keys() gives all of them before the first value is asked for.


class Asked:
    def __init__(self, given):
        self.given = given

    def __getitem__(self, key):
        print("value of", key)
        return 1

    def keys(self):
        return self.given


def give():
    for key in "ab":
        print("key", key)
        yield key


def fail():
    yield "a"
    raise ValueError("no more keys")


print({**Asked(give())})
print(dict(Asked(["c", "d"])))
for given in (None, 5, fail()):
    for use in (lambda x: {**x}, dict, {}.update, lambda x: dict(**x)):
        try:
            print(use(Asked(given)))
        except Exception as error:
            print(type(error).__name__, error)
