-- A table with whole numbers as keys: inserting, looking up, counting and deleting.
local function size(t)
  local count = 0
  for _ in pairs(t) do
    count = count + 1
  end
  return count
end

local function run(n, rounds)
  local total = 0
  for r = 0, rounds - 1 do
    local t = {}
    local key = r
    for i = 0, n - 1 do
      t[key] = i
      key = (key * 48271 + 11) % 2147483647
    end
    key = r
    for i = 0, n - 1 do
      total = total + t[key]
      if t[key + 1] then
        total = total + 1
      end
      key = (key * 48271 + 11) % 2147483647
    end
    local counts = {}
    for k in pairs(t) do
      local last = k % 1000
      counts[last] = (counts[last] or 0) + 1
    end
    for k = 0, 999, 3 do
      counts[k] = nil
    end
    total = total + size(t) + size(counts) + counts[1]
  end
  return total
end

print(run(100000, 20))
