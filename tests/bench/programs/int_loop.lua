-- Whole numbers in a loop of a function: arithmetic, comparisons, local names.
local function run(n)
  local total = 0
  local i = 0
  while i < n do
    if i % 3 == 0 then
      total = total + i * 2
    elseif i % 5 == 0 then
      total = total - i // 2
    else
      total = (total ~ i) & 1073741823
    end
    i = i + 1
  end
  return total
end

print(run(6000000))
