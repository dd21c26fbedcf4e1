-- Words of a text, counted in a table; the most frequent in order.
local function make_text(n)
  local words = {}
  local seed = 42
  for i = 1, n do
    seed = (seed * 1103515245 + 12345) % 2147483648
    words[#words + 1] = "word" .. tostring(seed // 65536 % 5000)
  end
  return table.concat(words, " ")
end

local function count(text)
  local counts = {}
  local length = 0
  for word in string.gmatch(text, "[^ ]+") do
    if counts[word] then
      counts[word] = counts[word] + 1
    else
      counts[word] = 1
      length = length + 1
    end
  end
  return counts, length
end

local function run(rounds, n)
  local text = make_text(n)
  local total = 0
  local counts, length
  for r = 1, rounds do
    counts, length = count(text)
    total = total + length
  end
  local ranked = {}
  for word, times in pairs(counts) do
    ranked[#ranked + 1] = { word, times }
  end
  table.sort(ranked, function(a, b)
    if a[2] ~= b[2] then
      return a[2] > b[2]
    end
    return a[1] < b[1]
  end)
  return total, ranked
end

local total, ranked = run(18, 300000)
for i = 1, 3 do
  print(ranked[i][1] .. " " .. ranked[i][2])
end
print(total)
