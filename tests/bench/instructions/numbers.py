# Loops, arithmetic and comparisons of whole numbers and floats; plain calls.
def collatz(limit):
    longest = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest

def escape(width, limit):
    inside = 0
    for column in range(width):
        cr = 3.0 * column / width - 2.0
        zr = 0.0
        zi = 0.0
        for i in range(limit):
            zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + 0.1
            if zr * zr + zi * zi > 4.0:
                break
        else:
            inside += 1
    return inside

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

total = 0
for i in range(10000):
    total += i * i % 7
print(collatz(1000), escape(300, 100), fib(18), total)
