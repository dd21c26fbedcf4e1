# Names in braces are those of where the f-string stands: locals, closures, class bodies, walrus.
x = "global"


def local():
    x = "local"
    return f"{x}"


def closure():
    x = "cell"

    def inner():
        return f"{x!r:>8}"

    return inner


class Body:
    x = "class"
    text = f"{x} {__name__}"


def walrus():
    text = f"{(y := 5)} {y} {(y := y + 1):0{y}} {y}"
    return text, y


def default(text=f"{x}"):
    return text


print(local(), closure()(), Body.text, walrus(), default(), (lambda a: f"{a}{x}")(1))


def swap(a):
    return f"{a:{(a := 10)}}|{a}"


print(swap(3))


def unbound():
    try:
        return f"{later}"
    except UnboundLocalError as error:
        return str(error)
    later = 1


print(unbound())
