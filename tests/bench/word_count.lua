-- Words made of text and counted in a table.
local function make_words(n)
  local words = {}
  local seed = 42
  for i = 1, n do
    seed = (seed * 1103515245 + 12345) % 2147483648
    words[#words + 1] = "word" .. tostring(seed // 65536 % 5000)
  end
  return words
end

local function count(words)
  local counts = {}
  local length = 0
  for _, w in ipairs(words) do
    if counts[w] then
      counts[w] = counts[w] + 1
    else
      counts[w] = 1
      length = length + 1
    end
  end
  return counts, length
end

local function run(rounds, n)
  local words = make_words(n)
  local best = 0
  local total = 0
  for r = 1, rounds do
    local counts, length = count(words)
    total = total + length
    for _, c in pairs(counts) do
      if c > best then
        best = c
      end
    end
  end
  return total, best
end

local total, best = run(16, 300000)
print(total .. " " .. best)
