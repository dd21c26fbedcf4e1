# Layout: comments, blank lines, brackets over lines, other indentations, trailing commas.
# A comment before anything.

x = [  # a comment after a bracket
    1, 2,  # and after a comma

    3,
]  # and after the end
if x:  # a comment after the colon
  # two blanks are enough
  y = 1
  if y:
         # this block has nine
         z = 2
         print(y, z)
if True:
	print("a tab")
	if True:
		print("two tabs")
def f(a,
      b = 2,
      *c,
      d = 4,
      ):
    """A text that explains."""
    return (a
            + b
            + d)
print(f(1,), f(1, 2,), f(*[1],), f(1, d=0,), (1,), [1,], {1: 2,}, (), [], {})
print ( "spaces" , x [ 0 ] , f ( 1 ) , - 1 , ( 1 , ) )
print("a" "b"
      "c", 'single' "double" """triple""" r"\raw")
total = 1 + \
    2 + \
    3; print(total)
class A: pass
class B(): x = 1; y = 2
class C(B,):
    "text"; z = 3
print(B.x, C.y, C.z, C.__doc__, f.__doc__, A.__doc__)
lambda: 0
f; 1; "alone"; None; ...
for i in 1, 2, : print(i, end=" ")
print((1)if x else 2, [0]if 0else[1], not(1), -(-1))
while 0: pass
else: print("end")
# A comment after everything
