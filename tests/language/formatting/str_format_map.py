# format_map() asks any mapping.
class Default:
    def __getitem__(self, key):
        return key.upper()


class Missing(dict):
    pass


print("{a} {b[0]} {c}".format_map({"a": 1, "b": [2], "c": "x"}), "{one} {two!r}".format_map(Default()), "none".format_map(5))
for form, mapping in [("{a}", {}), ("{}", {}), ("{0}", {"0": 1}), ("{a}", [1]), ("{a}", None), ("{a.b}", {"a": 1})]:
    try:
        print(form.format_map(mapping))
    except Exception as error:
        print(type(error).__name__, error)
