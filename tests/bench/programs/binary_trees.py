# Trees of instances, built and let go: making, attribute reads and releasing.
class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right

def build(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(build(depth - 1), build(depth - 1))

def check(tree):
    if tree.left is None:
        return 1
    return 1 + check(tree.left) + check(tree.right)

def run(depth, rounds):
    kept = build(depth)
    total = 0
    for i in range(rounds):
        total += check(build(depth - 3))
    return total + check(kept)

print(run(16, 100))
