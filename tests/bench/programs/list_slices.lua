-- Parts of tables: taken, put together, written in place and removed.
local move = table.move

local function slice(items, from, to)
  return move(items, from, to, 1, {})
end

local function merge_sort(items)
  if #items <= 8 then
    local sorted = slice(items, 1, #items)
    table.sort(sorted)
    return sorted
  end
  local middle = #items // 2
  local left = merge_sort(slice(items, 1, middle))
  local right = merge_sort(slice(items, middle + 1, #items))
  local merged = {}
  local i = 1
  local k = 1
  while i <= #left and k <= #right do
    if left[i] <= right[k] then
      merged[#merged + 1] = left[i]
      i = i + 1
    else
      merged[#merged + 1] = right[k]
      k = k + 1
    end
  end
  move(left, i, #left, #merged + 1, merged)
  move(right, k, #right, #merged + 1, merged)
  return merged
end

local function shuffle(items, rounds)
  local size = #items
  for r = 0, rounds - 1 do
    local cut = r * 7 % size
    local turned = slice(items, cut + 1, size)
    move(items, 1, cut, #turned + 1, turned)
    items = turned
    move(items, 16, 25, 11)
    items = slice(items, 6, size)
    move(items, 1, size - #items, #items + 1)
    for i = 1, 20 do
      items[i], items[41 - i] = items[41 - i], items[i]
    end
  end
  return items
end

local function run(size, rounds, turns)
  local seed = 7
  local items = {}
  for i = 1, size do
    seed = (seed * 1103515245 + 12345) % 2147483648
    items[i] = seed // 65536
  end
  local total = 0
  for r = 1, rounds do
    local ordered = merge_sort(items)
    total = total + ordered[1] + ordered[size // 2 + 1] + ordered[#ordered]
  end
  items = shuffle(slice(items, 1, 400), turns)
  for _, item in ipairs(items) do
    total = total + item
  end
  return total
end

print(run(20000, 12, 160000))
