-- Coroutines: a chain of three, and a tree walked by coroutines within coroutines.
local wrap, yield = coroutine.wrap, coroutine.yield

local function numbers(n)
  return wrap(function()
    local i = 0
    while i < n do
      yield(i)
      i = i + 1
    end
  end)
end

local function odd(source)
  return wrap(function()
    for n in source do
      if n & 1 ~= 0 then
        yield(n)
      end
    end
  end)
end

local function sums(source)
  return wrap(function()
    local total = 0
    for n in source do
      total = total + n
      yield(total)
    end
  end)
end

local function walk(low, high)
  return wrap(function()
    if low < high then
      local middle = (low + high) // 2
      for value in walk(low, middle) do
        yield(value)
      end
      yield(middle)
      for value in walk(middle + 1, high) do
        yield(value)
      end
    end
  end)
end

local function run(n, leaves, rounds)
  local total = 0
  for value in sums(odd(numbers(n))) do
    total = total ~ value
  end
  for r = 1, rounds do
    for value in walk(0, leaves) do
      total = total + value
    end
  end
  return total
end

print(run(5000000, 1000, 500))
