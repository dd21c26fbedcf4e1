-- Tables of whole numbers and of floats in random order, sorted; also backwards and nearly sorted.
local function random_numbers(n, seed)
  local numbers = {}
  for i = 1, n do
    seed = (seed * 1103515245 + 12345) % 2147483648
    numbers[i] = seed
  end
  return numbers
end

local function copy(items)
  return table.move(items, 1, #items, 1, {})
end

local function run(n, rounds)
  local source = random_numbers(n, 5)
  local halves = {}
  for i, number in ipairs(source) do
    halves[i] = number / 2
  end
  local total = 0
  for r = 0, rounds - 1 do
    local numbers = copy(source)
    table.sort(numbers)
    total = total + numbers[1] + numbers[n // 2 + 1] + numbers[n]
    numbers[r + 1] = r
    table.sort(numbers)
    total = total + numbers[2]
    table.sort(numbers, function(a, b) return a > b end)
    total = total + numbers[3]
    local sorted = copy(halves)
    table.sort(sorted)
    total = total + math.floor(2 * sorted[n // 3 + 1])
  end
  return total
end

print(run(200000, 8))
