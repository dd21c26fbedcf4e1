-- Tables sorted by what a function says of each.
local function by_age(a, b)
  return a.age < b.age
end

local function copy(items)
  return table.move(items, 1, #items, 1, {})
end

local function run(n, rounds)
  local people = {}
  local seed = 9
  for i = 1, n do
    seed = (seed * 1103515245 + 12345) % 2147483648
    people[i] = { name = "p" .. tostring(seed // 8 % 100003), age = seed // 64 % 10007 }
  end
  local total = 0
  local ordered
  for r = 1, rounds do
    ordered = copy(people)
    table.sort(ordered, by_age)
    total = total + ordered[n // 2 + 1].age
    table.sort(ordered, function(a, b) return a.name < b.name end)
    total = total + #ordered[n // 3 + 1].name
    local pairs_ = {}
    for i, person in ipairs(people) do
      pairs_[i] = { person.age % 50, person.name }
    end
    table.sort(pairs_, function(a, b) return a[1] > b[1] end)
    total = total + pairs_[n // 4 + 1][1]
  end
  return total, ordered[1].name, ordered[#ordered].name
end

local total, first, last = run(30000, 28)
print(total .. " " .. first .. " " .. last)
