# More locals, parameters and arguments than a small frame has.
def sixty(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9,
          d0=0, d1=1, d2=2, d3=3, d4=4, d5=5, d6=6, d7=7, d8=8, d9=9, *rest, e0=10, e1=11, e2=12, e3=13, e4=14, **others):
    x0, x1, x2, x3, x4, x5, x6, x7, x8, x9 = a0, b1, c2, d3, e4, rest, len(others), a7, b8, c9
    y = x0, x1, x2, x3, x4, x5, x6, x7, x8, x9
    z = (a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + b0 + b1 + b2 + b3 + b4 + b5 + b6 + b7 + b8 + b9 +
         c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + d0 + d1 + d2 + d3 + d4 + d5 + d6 + d7 + d8 + d9 + e0 + e1 + e2 + e3)
    return y, z, others

print(sixty(*range(30)))
print(sixty(*range(45), e4="e", k=1, l=2))
print(sixty(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, c9=100, d0=50))
def collect(*args, **kwargs):
    return len(args), len(kwargs), sum(args) + sum(kwargs.values())

print(collect(*range(300)), collect(*[1] * 1000, *(2,) * 500))
names = {}
for i in range(300):
    names["name" + str(i)] = i
print(collect(**names), collect(1, 2, *range(10), x=5, **names))
big = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
       [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), {}, "", None]
print(len(big), sum(big[:32]), len(big[32]), max(big[33]))
print((((((((((1 + 2) * 3) - 4) * 5) + 6) * 7) - 8) * 9) + 10) * 11, [[[[[[[[[[[[]]]]]]]]]]]], ((((((((((1,),),),),),),),),),))
