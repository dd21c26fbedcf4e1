# The sieve of Eratosthenes: a list that is read and written by index.
def sieve(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0] = False
    is_prime[1] = False
    n = 2
    while n * n <= limit:
        if is_prime[n]:
            multiple = n * n
            while multiple <= limit:
                is_prime[multiple] = False
                multiple += n
        n += 1
    count = 0
    total = 0
    for n in range(limit + 1):
        if is_prime[n]:
            count += 1
            total += n
    return count, total

count, total = sieve(4000000)
print(count, total)
