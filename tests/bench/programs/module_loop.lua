-- Whole numbers in loops outside any function: every name is a global.
longest = 0
best = 0
total = 0
for start = 1, 59999 do
  n = start
  steps = 0
  while n ~= 1 do
    if n % 2 == 0 then
      n = n // 2
    else
      n = 3 * n + 1
    end
    steps = steps + 1
  end
  total = total + steps
  if steps > longest then
    longest = steps
    best = start
  end
end
print(best .. " " .. longest .. " " .. total)
