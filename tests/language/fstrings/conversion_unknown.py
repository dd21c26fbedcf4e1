# Only s, r and a stand behind an exclamation mark.
x = 1
print(f"{x!x}")
