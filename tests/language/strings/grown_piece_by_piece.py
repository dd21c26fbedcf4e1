# A text that grows is a new string each time: who held the old one keeps it as it was.
import sys

def grow(count, piece):
    text = ""
    for number in range(count):
        text += piece
        text = text + str(number)
    return text

def keep_each(count):
    text = "-"
    kept = []
    for number in range(count):
        kept.append(text)
        text += "ab" * number
    return kept, text

def double(count):
    text = "xyz"
    for _ in range(count):
        text += text
    return text

def alternate(count):
    left = right = "start"
    for number in range(count):
        left += "l" * (number % 7)
        right += "r" * (number % 5)
    return len(left), len(right), left[-9:], right[-9:], left.count("l"), right.count("r")

def as_key(count):
    seen = {}
    text = ""
    for number in range(count):
        text += "k"
        seen[text] = number
        text += "!"
    return len(seen), seen["k"], "k!k" in seen, hash(text) == hash("k!" * count)

def closed_over(count):
    text = "c"
    def add(piece):
        nonlocal text
        text += piece
        return text
    for number in range(count):
        add(str(number))
    return text

def generate(count):
    text = "g"
    for number in range(count):
        text += "é" if number % 2 else "y"
        yield text

def temporaries(a, b):
    whole = a + b + a + b
    return whole, a, b, (a + b) + (b + a), "<" + a + ">"

def counts():
    text = "one"
    text += "two"
    first = sys.getrefcount(text)
    other = text
    text += "three"
    return first, sys.getrefcount(text), sys.getrefcount(other), text, other

for count in (1, 3, 40, 2000):
    text = grow(count, "é" if count == 40 else "piece")
    print(count, len(text), text[:12], text[-12:], hash(text) == hash("".join(list(text))))
kept, text = keep_each(6)
print(kept, text)
print(len(double(16)), double(3))
print(alternate(30000))
print(as_key(300))
print(closed_over(12))
print(list(generate(5)))
print(temporaries("left", "right"))
print(counts())
try:
    def mixed():
        text = "a" * 3
        text += "b"
        text += 1
    mixed()
except TypeError as error:
    print(error)
