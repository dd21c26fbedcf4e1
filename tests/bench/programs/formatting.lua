-- Numbers and text laid out as text: string.format, concatenation, tostring() and tonumber().
local format = string.format

local function row(number, name, price)
  return format("%6d %-10s %10.2f %02x", number, name, price, number % 255)
end

local function run(n)
  local total = 0
  local checksum = 0
  local line, label
  for i = 0, n - 1 do
    line = row(i, "item" .. tostring(i % 97), i * 0.25)
    total = total + #line
    local code = format("%05d-%s", i * 31 % 100000, line:sub(8, 11))
    checksum = checksum + tonumber(code:sub(1, 5))
    label = code .. ":" .. i .. "/" .. n
    total = total + #label
  end
  return total, checksum, line, label
end

local total, checksum, line, label = run(450000)
print(line)
print(label)
print(total .. " " .. checksum)
