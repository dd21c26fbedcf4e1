-- Floats in a loop of a function: the Mandelbrot set, counted.
local function mandelbrot(width, height, limit)
  local inside = 0
  local steps = 0
  for row = 0, height - 1 do
    local ci = 2.0 * row / height - 1.0
    for column = 0, width - 1 do
      local cr = 3.0 * column / width - 2.0
      local zr = 0.0
      local zi = 0.0
      local escaped = false
      for i = 0, limit - 1 do
        local zr2 = zr * zr
        local zi2 = zi * zi
        if zr2 + zi2 > 4.0 then
          steps = steps + i
          escaped = true
          break
        end
        zi = 2.0 * zr * zi + ci
        zr = zr2 - zi2 + cr
      end
      if not escaped then
        inside = inside + 1
      end
    end
  end
  return inside, steps
end

local inside, steps = mandelbrot(360, 240, 400)
print(inside .. " " .. steps)
