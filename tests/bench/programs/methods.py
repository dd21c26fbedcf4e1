# Method calls that read and write attributes, one of them inherited.
class Counter:
    def __init__(self, start):
        self.value = start
        self.steps = 0

    def up(self, by):
        self.value += by
        self.steps += 1
        return self

    def get(self):
        return self.value

class Wrapping(Counter):
    def wrap(self, limit):
        if self.value >= limit:
            self.value -= limit

def run(n):
    c = Wrapping(1)
    total = 0
    for i in range(n):
        c.up(i & 7).wrap(1000)
        total += c.get()
    return total + c.steps

print(run(5000000))
