# A lone surrogate cannot be written: what stands before it in the same print() is.
for parts in [["a", "b\ud800"], ["\udc00\ud800x"], ["é\U0001f600\udfff"], ["ok", "\ud83d", "never"]]:
    try:
        print(*parts)
    except UnicodeEncodeError as error:
        print("|", error)
    except ValueError as error:
        print("other", error)
print(["\ud800"], repr("\ud800"))
