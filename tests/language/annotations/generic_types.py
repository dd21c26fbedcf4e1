# differs: Ouro's language has no generic types and no union types, and says so.
for make in (lambda: list[int], lambda: dict[str, int], lambda: int | None, lambda: None | int):
    try:
        make()
    except TypeError as error:
        print(error)
try:
    int[0]
except TypeError as error:
    print(error)
