"""The tables of src/show/observation.def: what JSON says of memory.

    tables    name of a table → its words and its fields, in order
    events    word of an event → the names of its fields behind `kind`, and words
    answers   command → the table of its answer, and words
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROW = re.compile(r"^(TABLE|FIELD|EVENT|ANSWER)\((.*)\)$", re.M)
PART = re.compile(r'"(?:[^"\\]|\\.)*"|[^,\s][^,]*')
PLAIN = {"number": int, "text": str, "boolean": bool}


@dataclass
class Field:
    name: str
    type: str
    unit: str
    words: str


@dataclass
class Table:
    words: str
    fields: list = field(default_factory=list)


def unquote(part):
    if not part.startswith('"'):
        return part.strip()
    return part[1:-1].replace('\\"', '"').replace("\\\\", "\\")


class Schema:
    def __init__(self):
        text = (ROOT / "src/show/observation.def").read_text(encoding="utf-8")
        self.tables, self.events, self.answers = {}, {}, {}
        for kind, inner in ROW.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
            parts = [unquote(part) for part in PART.findall(inner)]
            if kind == "TABLE":
                self.tables[parts[0]] = Table(parts[1])
            elif kind == "FIELD":
                self.tables[parts[0]].fields.append(Field(*parts[1:]))
            elif kind == "EVENT":
                self.events[parts[1]] = (parts[2].split(), parts[3])
            else:
                self.answers[parts[0]] = (parts[1], parts[2])

    def fields_of(self, table, value):
        """The fields that an object must have, in order; those of an event are its kind's."""
        fields = self.tables[table].fields
        if table != "event":
            return fields
        by_name = {one.name: one for one in fields}
        names = ["kind", *self.events.get(value.get("kind"), ([], ""))[0]]
        return [by_name[name] for name in names]

    def problems(self, value, kind, where="line"):
        """Yields what is not as the tables say."""
        if kind.endswith(" or null"):
            if value is not None:
                yield from self.problems(value, kind[:-len(" or null")], where)
        elif kind.startswith("list of "):
            if not isinstance(value, list):
                yield f"{where} is no list: {value!r}"
                return
            for number, item in enumerate(value):
                yield from self.problems(item, kind[len("list of "):], f"{where}[{number}]")
        elif kind in PLAIN:
            if type(value) is not PLAIN[kind] or (kind == "number" and value < 0):
                yield f"{where} is no {kind}: {value!r}"
        elif kind == "ANSWER":
            pass  # whoever knows the command checks it
        elif not isinstance(value, dict):
            yield f"{where} is no {kind}: {value!r}"
        else:
            yield from self.table_problems(value, kind, where)

    def table_problems(self, value, table, where):
        fields = self.fields_of(table, value)
        if table == "event" and value.get("kind") not in self.events:
            yield f"{where}: there is no event {value.get('kind')!r}"
        names = [one.name for one in fields]
        if list(value) != names:
            yield f"{where}: a {table} has the members {list(value)}, not {names}"
            return
        for one in fields:
            yield from self.problems(value[one.name], one.type, f"{where}.{one.name}")
        if table == "answer" and value["answer"] is not None:
            expected = self.answers[value["command"]][0]
            yield from self.problems(value["answer"], expected, f"{where}.answer")

    def document(self):
        """The tables as Markdown."""
        def show(text):
            return text.replace("|", "\\|")

        out = []
        for name, table in self.tables.items():
            out.append(f"### {name}\n\n{show(table.words)}\n\n")
            out.append("| member | type | unit | |\n| --- | --- | --- | --- |\n")
            out += [f"| `{one.name}` | {one.type} | {one.unit} | {show(one.words)} |\n"
                    for one in table.fields]
            out.append("\n")
        out.append("### Events\n\n| kind | members behind `kind` | it says |\n"
                   "| --- | --- | --- |\n")
        out += [f"| `{word}` | {', '.join(f'`{name}`' for name in names)} | {show(words)} |\n"
                for word, (names, words) in self.events.items()]
        out.append("\n### Answers\n\n| command | table | it says |\n| --- | --- | --- |\n")
        out += [f"| `:{command}` | {table} | {show(words)} |\n"
                for command, (table, words) in self.answers.items()]
        return "".join(out)
