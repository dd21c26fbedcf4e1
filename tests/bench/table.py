"""The results of run.py as lines for the terminal and as a table in Markdown."""


def mebibytes(kib):
    return f"{kib / 1024:.1f}"


def say(row):
    """A line for one row, as soon as it is measured."""
    return (f"{row['name']:<16} ouro {row['seconds']['ouro']:.3f} s   "
            f"python3 {row['seconds']['python3']:.3f} s   lua {row['seconds']['lua']:.3f} s   "
            f"ratio {row['to_python3']:.2f} of {row['target']:.2f}{'' if row['met'] else '   over'}")


def say_summary(result):
    met = sum(row["met"] for row in result["rows"])
    return (f"{met} of {len(result['rows'])} rows within their targets; geometric mean "
            f"{result['mean']['to_python3']:.2f} of python3 (wanted {result['mean_target']:.2f}), "
            f"{result['mean']['to_lua']:.2f} of lua; medians of {result['rounds']} rounds")


def markdown(result):
    machine = result["machine"]
    lines = [
        "| program | ouro s | python3 s | lua s | ouro / python3 | target | | ouro / lua | "
        "MiB ouro | python3 | lua |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    for row in result["rows"]:
        seconds = row["seconds"]
        peak = row["peak_kib"]
        lines.append(
            f"| {row['name']} | {seconds['ouro']:.3f} | {seconds['python3']:.3f} | "
            f"{seconds['lua']:.3f} | {row['to_python3']:.2f} | {row['target']:.2f} | "
            f"{'met' if row['met'] else 'over'} | {row['to_lua']:.2f} | "
            f"{mebibytes(peak['ouro'])} | {mebibytes(peak['python3'])} | {mebibytes(peak['lua'])} |")
    mean = result["mean"]
    met = mean["to_python3"] <= result["mean_target"]
    lines.append(f"| geometric mean | | | | {mean['to_python3']:.2f} | {result['mean_target']:.2f} | "
                 f"{'met' if met else 'over'} | {mean['to_lua']:.2f} | | | |")
    count = sum(row["met"] for row in result["rows"])
    lines += ["", f"{count} of {len(result['rows'])} rows are within their targets. CPU seconds, "
              f"medians of {result['rounds']} rounds; most memory resident.", ""]
    lines += [f"- {machine['processor']}; {machine['system']}",
              f"- {machine['ouro']}; compiled by {machine['compiler']}",
              f"- {machine['python3']}; {machine['lua']}"]
    return "\n".join(lines) + "\n"
