# Instances, tuples and words sorted by what a function says of each.
class Person:
    def __init__(self, name, age):
        self.name = name
        self.age = age

def by_age(person):
    return person.age

def run(n, rounds):
    people = []
    seed = 9
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        people.append(Person("p" + str(seed // 8 % 100003), seed // 64 % 10007))
    total = 0
    for r in range(rounds):
        ordered = sorted(people, key=by_age)
        total += ordered[n // 2].age
        ordered.sort(key=lambda person: person.name)
        total += len(ordered[n // 3].name)
        pairs = [(person.age % 50, person.name) for person in people]
        pairs.sort(key=lambda pair: pair[0], reverse=True)
        total += pairs[n // 4][0]
    return total, ordered[0].name, ordered[-1].name

total, first, last = run(30000, 28)
print(total, first, last)
