"""The results of run.py as a picture: how many times longer than CPython, on a logarithmic scale.

A bar goes from the line of CPython (1) to Ouro's ratio, a ring stands at Lua's, a short stroke at
the target. The colours follow the reader's preference for light or dark."""

import math

LEFT, RIGHT, TOP, ROW, WIDTH = 130, 64, 66, 20, 760
LOWEST, HIGHEST = 0.125, 8.0
GRID = [0.125, 0.25, 0.5, 1, 2, 4, 8]

STYLE = """
text { font: 12px system-ui, sans-serif; fill: #24292f; }
.title { font-size: 15px; font-weight: 600; }
.small { font-size: 11px; fill: #57606a; }
.grid { stroke: #d0d7de; }
.one { stroke: #57606a; stroke-width: 1.5; }
.met { fill: #2f7f6f; }
.over { fill: #b5651d; }
.lua { fill: #ffffff; stroke: #0b57d0; stroke-width: 1.5; }
.target { stroke: #24292f; stroke-width: 2; }
.back { fill: #ffffff; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .small { fill: #9198a1; }
  .grid { stroke: #30363d; }
  .one { stroke: #9198a1; }
  .met { fill: #4fb3a0; }
  .over { fill: #e0934a; }
  .lua { fill: #0d1117; stroke: #79b0ff; }
  .target { stroke: #e6edf3; }
  .back { fill: #0d1117; }
}
"""


def place(ratio):
    """Where a ratio lies on the scale, in pixels."""
    share = math.log(max(LOWEST, min(HIGHEST, ratio)) / LOWEST) / math.log(HIGHEST / LOWEST)
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def text(x, y, words, kind="", anchor="start"):
    kind = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{kind} text-anchor="{anchor}">{words}</text>'


def line(x1, y1, x2, y2, kind):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def bar(name, ratio, target, lua, y):
    low, high = sorted((place(ratio), place(1)))
    kind = "met" if ratio <= target else "over"
    return [text(LEFT - 10, y + 4, name, anchor="end"),
            f'<rect x="{low:.1f}" y="{y - 6:.1f}" width="{max(high - low, 1):.1f}" height="12" '
            f'class="{kind}"/>',
            line(place(target), y - 8, place(target), y + 8, "target"),
            f'<circle cx="{place(lua):.1f}" cy="{y:.1f}" r="4" class="lua"/>',
            text(WIDTH - RIGHT + 12, y + 4, f"{ratio:.2f}")]


def legend(y):
    return [f'<rect x="{LEFT}" y="{y - 9}" width="14" height="10" class="met"/>',
            text(LEFT + 19, y, "Ouro, within its target", "small"),
            f'<rect x="{LEFT + 155}" y="{y - 9}" width="14" height="10" class="over"/>',
            text(LEFT + 174, y, "over it", "small"),
            line(LEFT + 228, y - 11, LEFT + 228, y + 3, "target"),
            text(LEFT + 235, y, "target", "small"),
            f'<circle cx="{LEFT + 287}" cy="{y - 4}" r="4" class="lua"/>',
            text(LEFT + 296, y, "Lua 5.4", "small")]


def svg(result):
    rows = [(row["name"], row["to_python3"], row["target"], row["lua_to_python3"])
            for row in result["rows"]]
    mean = result["mean"]
    rows.append(("geometric mean", mean["to_python3"], result["mean_target"],
                 mean["lua_to_python3"]))
    bottom = TOP + len(rows) * ROW + 8
    height = bottom + 40
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
             f'width="{WIDTH}" height="{height}" role="img" '
             'aria-label="CPU time of Ouro and Lua, with that of CPython as 1">',
             f"<style>{STYLE}</style>",
             f'<rect width="{WIDTH}" height="{height}" class="back"/>',
             text(16, 24, "CPU time, with that of CPython 3.11 as 1 (logarithmic)", "title"),
             *legend(44)]
    for ratio in GRID:
        x = place(ratio)
        parts.append(line(x, TOP - 6, x, bottom, "one" if ratio == 1 else "grid"))
        parts.append(text(x, bottom + 16, f"{ratio:g}", "small", "middle"))
    parts.append(text(place(1) - 6, bottom + 32, "faster than CPython", "small", "end"))
    parts.append(text(place(1) + 6, bottom + 32, "slower", "small"))
    for number, (name, ratio, target, lua) in enumerate(rows):
        parts += bar(name, ratio, target, lua, TOP + number * ROW + 8)
    return "\n".join(parts) + "\n</svg>\n"
