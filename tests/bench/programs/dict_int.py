# A dict with whole numbers as keys: inserting, looking up, counting and deleting.
def run(n, rounds):
    total = 0
    for r in range(rounds):
        table = {}
        key = r
        for i in range(n):
            table[key] = i
            key = (key * 48271 + 11) % 2147483647
        key = r
        for i in range(n):
            total += table[key]
            if key + 1 in table:
                total += 1
            key = (key * 48271 + 11) % 2147483647
        counts = {}
        for key in table:
            last = key % 1000
            counts[last] = counts.get(last, 0) + 1
        for key in range(0, 1000, 3):
            del counts[key]
        total += len(table) + len(counts) + counts[1]
    return total

print(run(100000, 20))
