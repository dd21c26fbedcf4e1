# Braces without an expression are refused before anything runs.
print("never printed")
print(f"a {} b")
