# Functions made by functions: called again and again, reading and rebinding what they close over.
def make_counter(step):
    count = 0

    def counter(by):
        nonlocal count
        count += step * by
        return count

    return counter

def compose(f, g):
    return lambda x: g(f(x))

def adder(n):
    return lambda x: x + n

def run(rounds):
    first = make_counter(1)
    second = make_counter(3)
    both = compose(adder(2), adder(-1))
    total = 0
    for i in range(rounds):
        total += first(1) + second(i & 3)
        total = both(total)
        if i % 4 == 0:
            total += adder(i)(1)
    return total

print(run(2200000))
