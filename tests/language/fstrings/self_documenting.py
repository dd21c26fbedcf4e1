# `=` shows the expression's own text, with its blanks.
x = 5
name = "a'b"
print(f"{x=}", f"{x = }", f"{ x = }", f"{x=:>4}", f"{x=!s}", f"{name=}", f"{name=!s}", f"{name=:>5}")
print(f"{x + 1=}", f"{x*2 = :03}", f"{x=}{x=}", f"a {x=} b", f"{x==5}", f"{x>=5}", f"{x!=5}")
print(f"{'q'=}", f"{[x, 1]=}", f"{x=!r:^5}|")
