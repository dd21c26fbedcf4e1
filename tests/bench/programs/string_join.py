# Text made in pieces, joined, split again and searched.
def run(rounds, n):
    total = 0
    for r in range(rounds):
        parts = []
        for i in range(n):
            parts.append("item" + str(i * r))
        text = ",".join(parts)
        total += len(text)
        for piece in text.split(","):
            total += len(piece)
        total += text.count("9") + text.find("item" + str((n - 1) * r))
    return total

print(run(40, 80000))
