-- Functions made by functions: called again and again, reading and rebinding what they close over.
local function make_counter(step)
  local count = 0
  return function(by)
    count = count + step * by
    return count
  end
end

local function compose(f, g)
  return function(x)
    return g(f(x))
  end
end

local function adder(n)
  return function(x)
    return x + n
  end
end

local function run(rounds)
  local first = make_counter(1)
  local second = make_counter(3)
  local both = compose(adder(2), adder(-1))
  local total = 0
  for i = 0, rounds - 1 do
    total = total + first(1) + second(i & 3)
    total = both(total)
    if i % 4 == 0 then
      total = total + adder(i)(1)
    end
  end
  return total
end

print(run(2200000))
