-- A table that grows and shrinks at its end, and is read and written by index.
local insert, remove = table.insert, table.remove

local function run(rounds, n)
  local total = 0
  local items = {}
  for r = 0, rounds - 1 do
    for i = 0, n - 1 do
      insert(items, i)
    end
    for i = 1, n do
      items[i] = items[i] + r
    end
    while #items > 0 do
      total = total + remove(items)
    end
  end
  return total
end

print(run(80, 100000))
