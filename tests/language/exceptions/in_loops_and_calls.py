# An exception ends every loop and call between raise and except.
def level(n):
    for i in range(3):
        try:
            if n == 0:
                raise ValueError("bottom")
            level(n - 1)
        finally:
            trail.append((n, i))
    trail.append("never")

trail = []
try:
    level(3)
except ValueError as e:
    print(e, trail)
count = 0
for i in range(5):
    try:
        if i % 2:
            raise KeyError(i)
        count += 10
    except KeyError as e:
        count += e.args[0]
        continue
    else:
        if i == 4: break
    finally:
        count += 100
print(count)
while True:
    try:
        while True:
            raise ValueError
    except ValueError:
        break
def search(rows, wanted):
    try:
        for row in rows:
            for x in row:
                if x == wanted: raise StopIteration(x)
    except StopIteration as e:
        return e.args[0]
    return None

print(search([[1, 2], [3]], 3), search([[]], 3))
def retry(action, times):
    for attempt in range(times):
        try:
            return action(attempt)
        except ZeroDivisionError:
            print("attempt", attempt, "failed")

print(retry(lambda n: 10 // n, 3), retry(lambda n: 1 // 0, 2))
