"""The results of run.py and micro.py as lines for the terminal and as tables in Markdown.

All that is needed is in the JSON files, so docs/performance.md is made from those (`make docs`).
"""


def mebibytes(kib):
    return f"{kib / 1024:.1f}"


def say(row):
    """A line for one row, as soon as it is measured."""
    return (f"{row['name']:<16} ouro {row['seconds']['ouro']:.3f} s   "
            f"python3 {row['seconds']['python3']:.3f} s   lua {row['seconds']['lua']:.3f} s   "
            f"ratio {row['to_python3']:.3f} of {row['target']:.2f}{'' if row['met'] else '  over'}")


def say_summary(result):
    met = sum(row["met"] for row in result["rows"])
    return (f"{met} of {len(result['rows'])} rows within their targets; geometric mean "
            f"{result['mean']['to_python3']:.2f} of python3 (wanted {result['mean_target']:.2f}), "
            f"{result['mean']['to_lua']:.2f} of lua; medians of {result['rounds']} rounds")


def say_machine(machine):
    """What the figures depend on, as a list."""
    return [f"- {machine['processor']}; {machine['system']}",
            f"- {machine['ouro']}; compiled by {machine['compiler']}",
            f"- {machine['python3']}; {machine['lua']}"]


def markdown(result):
    """The table of run.py."""
    lines = [
        "| program | ouro s | python3 s | lua s | ouro / python3 | target | | ouro / lua "
        "| MiB ouro | python3 | lua |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    for row in result["rows"]:
        seconds = row["seconds"]
        peak = row["peak_kib"]
        lines.append(
            f"| {row['name']} | {seconds['ouro']:.3f} | {seconds['python3']:.3f} | "
            f"{seconds['lua']:.3f} | {row['to_python3']:.3f} | {row['target']:.2f} | "
            f"{'met' if row['met'] else 'over'} | {row['to_lua']:.2f} | "
            f"{mebibytes(peak['ouro'])} | {mebibytes(peak['python3'])} "
            f"| {mebibytes(peak['lua'])} |")
    mean = result["mean"]
    met = mean["to_python3"] <= result["mean_target"]
    lines.append(f"| geometric mean | | | | {mean['to_python3']:.3f} "
                 f"| {result['mean_target']:.2f} | {'met' if met else 'over'} "
                 f"| {mean['to_lua']:.2f} | | | |")
    count = sum(row["met"] for row in result["rows"])
    lines += ["", f"{count} of {len(result['rows'])} rows are within their targets. CPU seconds, "
              f"medians of {result['rounds']} rounds; most memory resident.", ""]
    return "\n".join(lines + say_machine(result["machine"])) + "\n"


def group_markdown(group):
    """A table of micro.py."""
    columns = group["columns"]
    lines = [f"**{group['title']}** ({group['unit']})", "",
             f"| | {' | '.join(columns)} | target | |",
             f"| --- | {'---: | ' * len(columns)}---: | --- |"]
    for row in group["rows"]:
        figures = [row["figures"].get(column) for column in columns]
        shown = ["-" if one is None else f"{one:,.{group['digits']}f}" for one in figures]
        target = "" if row["target"] is None else f"{row['target']:g}"
        met = {None: "", True: "met", False: "over"}[row["met"]]
        lines.append(f"| {row['name']} | {' | '.join(shown)} | {target} | {met} |")
    return "\n".join(lines) + "\n"


def micro_markdown(result):
    """All tables of micro.py."""
    groups = [group_markdown(group) for group in result["groups"].values()]
    return "\n".join(groups + ["\n".join(say_machine(result["machine"])) + "\n"])
