# Words of a text, counted in a dict; the most frequent in order.
def make_text(n):
    words = []
    seed = 42
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        words.append("word" + str(seed // 65536 % 5000))
    return " ".join(words)

def count(text):
    counts = {}
    for word in text.split(" "):
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts

def run(rounds, n):
    text = make_text(n)
    total = 0
    for r in range(rounds):
        counts = count(text)
        total += len(counts)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return total, ranked[:3]

total, best = run(18, 300000)
for word, times in best:
    print(word, times)
print(total)
