# A brace that is not closed is refused.
x = 1
print(f"{x")
