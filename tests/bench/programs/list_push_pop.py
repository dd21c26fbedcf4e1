# A list that grows and shrinks at its end, and is read and written by index.
def run(rounds, n):
    total = 0
    items = []
    for r in range(rounds):
        for i in range(n):
            items.append(i)
        for i in range(n):
            items[i] = items[i] + r
        while items:
            total += items.pop()
    return total

print(run(80, 100000))
