# What stands in braces is formatted; doubled braces are braces.
name = "Bob"
n = 3
print(f"{name} has {n} apples", f"", f"nothing", f"{{}}", f"{{{n}}}", F"{n}", f'{n}')
print(f"{n + 1} {n * 2} {'yes' if n else 'no'} {[1, 2][0]} {name.upper()} {len(name)}")
print(f"{ {'k': 1}['k'] } {(lambda: 5)()} {n:=^5} {n!r} {n != 3} {n == 3}")
print(f"{name}" "{name}" f'{n}' 'x')
print(f"""{
    n
} and {n
}""")
print(f"{'nested ' + f'{n} ' + f'{name}'}")
print(rf"{n}\d", fr"\{n}", f"\x41{n}\u00e9\t|", f"{n}\
{n}")
print(f"{n}" * 3, f"{n}"[0], f"{n}".zfill(3), len(f"{name}{n}"))
