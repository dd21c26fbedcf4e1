# Words made of text and counted in a dict.
def make_words(n):
    words = []
    seed = 42
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        words.append("word" + str(seed // 65536 % 5000))
    return words

def count(words):
    counts = {}
    for w in words:
        if w in counts:
            counts[w] += 1
        else:
            counts[w] = 1
    return counts

def run(rounds, n):
    words = make_words(n)
    best = 0
    total = 0
    for r in range(rounds):
        counts = count(words)
        total += len(counts)
        for w in counts:
            if counts[w] > best:
                best = counts[w]
    return total, best

total, best = run(16, 300000)
print(total, best)
