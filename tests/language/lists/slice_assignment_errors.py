# Stepped slices keep their size, and only iterables can be assigned.
a = [0, 1, 2, 3, 4, 5]
def attempt(action):
    try:
        action()
    except (TypeError, ValueError, IndexError) as e:
        print(type(e).__name__, e)
    print(a)

def size_two():
    a[::2] = [1, 2]

def size_none():
    a[::-1] = []

def number():
    a[1:2] = 5

def stepped_number():
    a[::2] = 5

def past_the_end():
    a[6] = 1

def before_the_start():
    a[-7] = 1

def by_text():
    a["0"] = 1

def empty_stepped():
    a[5:1:2] = [7]

for action in (size_two, size_none, number, stepped_number, past_the_end, before_the_start, by_text, empty_stepped):
    attempt(action)
a[4:1:2] = []
a[2:2:1] = [9]
print(a)
