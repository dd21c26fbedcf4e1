-- The sieve of Eratosthenes: a table that is read and written by index.
local function sieve(limit)
  local is_prime = {}
  for n = 0, limit do
    is_prime[n] = true
  end
  is_prime[0] = false
  is_prime[1] = false
  local n = 2
  while n * n <= limit do
    if is_prime[n] then
      local multiple = n * n
      while multiple <= limit do
        is_prime[multiple] = false
        multiple = multiple + n
      end
    end
    n = n + 1
  end
  local count = 0
  local total = 0
  for k = 0, limit do
    if is_prime[k] then
      count = count + 1
      total = total + k
    end
  end
  return count, total
end

local count, total = sieve(4000000)
print(count .. " " .. total)
