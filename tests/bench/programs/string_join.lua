-- Text made in pieces, joined, split again and searched.
local function run(rounds, n)
  local total = 0
  for r = 0, rounds - 1 do
    local parts = {}
    for i = 0, n - 1 do
      parts[#parts + 1] = "item" .. tostring(i * r)
    end
    local text = table.concat(parts, ",")
    total = total + #text
    for piece in string.gmatch(text, "[^,]+") do
      total = total + #piece
    end
    local _, nines = string.gsub(text, "9", "9")
    total = total + nines + string.find(text, "item" .. tostring((n - 1) * r), 1, true) - 1
  end
  return total
end

print(run(40, 80000))
