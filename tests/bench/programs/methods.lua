-- Method calls that read and write attributes, one of them inherited.
local Counter = {}
Counter.__index = Counter

function Counter:up(by)
  self.value = self.value + by
  self.steps = self.steps + 1
  return self
end

function Counter:get()
  return self.value
end

local Wrapping = setmetatable({}, { __index = Counter })
Wrapping.__index = Wrapping

function Wrapping.new(start)
  return setmetatable({ value = start, steps = 0 }, Wrapping)
end

function Wrapping:wrap(limit)
  if self.value >= limit then
    self.value = self.value - limit
  end
end

local function run(n)
  local c = Wrapping.new(1)
  local total = 0
  for i = 0, n - 1 do
    c:up(i & 7):wrap(1000)
    total = total + c:get()
  end
  return total + c.steps
end

print(run(5000000))
