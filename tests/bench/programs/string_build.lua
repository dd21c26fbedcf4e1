-- Text built a piece at a time, and read a character at a time.
local function caesar(text, by)
  local result = ""
  for i = 1, #text do
    local letter = text:sub(i, i)
    if letter >= "a" and letter <= "z" then
      result = result .. string.char((string.byte(letter) - 97 + by) % 26 + 97)
    else
      result = result .. letter
    end
  end
  return result
end

local function is_palindrome(text)
  local low = 1
  local high = #text
  while low < high do
    if text:sub(low, low) ~= text:sub(high, high) then
      return false
    end
    low = low + 1
    high = high - 1
  end
  return true
end

local function run(rounds)
  local text = string.rep("the quick brown fox jumps over the lazy dog, and is gone again. ", 4)
  local total = 0
  for r = 0, rounds - 1 do
    local secret = caesar(text, r % 25 + 1)
    if caesar(secret, 25 - r % 25) ~= text then
      return -1
    end
    for i = 1, #secret do
      if string.find("aeiou", secret:sub(i, i), 1, true) then
        total = total + 1
      end
    end
    if is_palindrome(secret .. secret:reverse()) then
      total = total + #string.upper((secret:gsub(" ", "")))
    end
  end
  return total
end

print(run(8000))
