# Numbers and text laid out as text: f-strings, the % operator, str() and int().
def row(number, name, price):
    return f"{number:>6} {name:<10} {price:10.2f} {number % 255:02x}"

def run(n):
    total = 0
    checksum = 0
    for i in range(n):
        line = row(i, "item" + str(i % 97), i * 0.25)
        total += len(line)
        code = "%05d-%s" % (i * 31 % 100000, line[7:11])
        checksum += int(code[:5])
        label = f"{code}:{i}/{n}"
        total += len(label)
    return total, checksum, line, label

total, checksum, line, label = run(450000)
print(line)
print(label)
print(total, checksum)
