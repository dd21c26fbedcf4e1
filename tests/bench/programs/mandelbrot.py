# Floats in a loop of a function: the Mandelbrot set, counted.
def mandelbrot(width, height, limit):
    inside = 0
    steps = 0
    for row in range(height):
        ci = 2.0 * row / height - 1.0
        for column in range(width):
            cr = 3.0 * column / width - 2.0
            zr = 0.0
            zi = 0.0
            for i in range(limit):
                zr2 = zr * zr
                zi2 = zi * zi
                if zr2 + zi2 > 4.0:
                    steps += i
                    break
                zi = 2.0 * zr * zi + ci
                zr = zr2 - zi2 + cr
            else:
                inside += 1
    return inside, steps

inside, steps = mandelbrot(360, 240, 400)
print(inside, steps)
