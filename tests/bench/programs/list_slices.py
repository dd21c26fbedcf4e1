# Parts of lists: taken, put together, written in place and deleted.
def merge_sort(items):
    if len(items) <= 8:
        return sorted(items)
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    merged = []
    i = 0
    k = 0
    while i < len(left) and k < len(right):
        if left[i] <= right[k]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[k])
            k += 1
    return merged + left[i:] + right[k:]

def shuffle(items, rounds):
    size = len(items)
    for r in range(rounds):
        cut = r * 7 % size
        items = items[cut:] + items[:cut]
        items[10:20] = items[15:25]
        del items[:5]
        items.extend(items[:size - len(items)])
        items[:40] = items[39::-1]
    return items

def run(size, rounds, turns):
    seed = 7
    items = []
    for i in range(size):
        seed = (seed * 1103515245 + 12345) % 2147483648
        items.append(seed // 65536)
    total = 0
    for r in range(rounds):
        ordered = merge_sort(items)
        total += ordered[0] + ordered[size // 2] + ordered[-1]
    items = shuffle(items[:400], turns)
    return total + sum(items)

print(run(20000, 12, 160000))
