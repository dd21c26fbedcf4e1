-- Tables with text as keys: inserting, looking up what is there and what is not, deleting.
local function make_names(n)
  local names = {}
  for i = 0, n - 1 do
    names[#names + 1] = "name" .. tostring(i * 7919 % 1000003)
  end
  return names
end

local function run(n, rounds)
  local names = make_names(n)
  local strangers = {}
  for i = 1, n // 4 do
    strangers[i] = names[i] .. "x"
  end
  local total = 0
  for r = 0, rounds - 1 do
    local ages = {}
    for _, name in ipairs(names) do
      ages[name] = #name + r
    end
    for _, name in ipairs(names) do
      total = total + ages[name]
    end
    for _, name in ipairs(strangers) do
      if ages[name] then
        total = total + 1000000
      end
      total = total + (ages[name] or 1)
    end
    for i = 1, #names, 2 do
      ages[names[i]] = ages[names[i]] + 1
    end
    for i = 1, #names, 3 do
      ages[names[i]] = nil
    end
    local length = 0
    for _, age in pairs(ages) do
      total = total + age
      length = length + 1
    end
    total = total + length
  end
  return total
end

print(run(50000, 60))
