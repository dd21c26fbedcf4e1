# Closures made in one call share their variables; each call makes its own.
def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance
    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            return "refused"
        balance -= amount
        return balance
    return {"deposit": deposit, "withdraw": withdraw, "balance": lambda: balance}

a = account(100)
b = account(5)
print(a["deposit"](50), a["withdraw"](30), a["balance"](), b["withdraw"](10), b["balance"]())
def parameters(a, b=2, *args, **kwargs):
    def show():
        return a, b, args, kwargs
    a = a + 1
    kwargs["new"] = len(args)
    return show

print(parameters(1)(), parameters(1, 2, 3, k=4)())
def recursive_inside(n):
    def down(m):
        return n if m == 0 else down(m - 1) + 1
    return down(n)

print(recursive_inside(5))
def adders():
    def add(x): return lambda y: lambda z: x + y + z
    return add

print(adders()(1)(20)(300))
print(a["balance"](), b["deposit"](1))
