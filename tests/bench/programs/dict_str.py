# Dicts with text as keys: inserting, looking up what is there and what is not, deleting.
def make_names(n):
    return ["name" + str(i * 7919 % 1000003) for i in range(n)]

def run(n, rounds):
    names = make_names(n)
    strangers = [name + "x" for name in names[:n // 4]]
    total = 0
    for r in range(rounds):
        ages = {}
        for name in names:
            ages[name] = len(name) + r
        for name in names:
            total += ages[name]
        for name in strangers:
            if name in ages:
                total += 1000000
            total += ages.get(name, 1)
        for name in names[::2]:
            ages[name] += 1
        for name in names[::3]:
            del ages[name]
        for name, age in ages.items():
            total += age
        total += len(ages)
    return total

print(run(50000, 60))
