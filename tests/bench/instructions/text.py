# Text built, joined, split, searched and formatted.
def run(n):
    parts = []
    for i in range(n):
        parts.append(f"{i:05d}:{i * 0.5:.2f} " + str(i % 13))
    text = ",".join(parts)
    total = 0
    for piece in text.split(","):
        number, rest = piece.split(":")
        total += int(number) + len(rest.strip())
    shouted = ""
    for letter in text[:n * 4]:
        shouted += letter if letter.isdigit() else "-"
    return total, text.count("11"), text.find("09:4"), len(shouted.replace("-", "")), "%s/%d" % (n, total)

print(run(1500))
