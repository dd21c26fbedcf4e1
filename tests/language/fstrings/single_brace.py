# A closing brace alone is refused.
print(f"a } b")
