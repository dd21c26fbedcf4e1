-- A graph of a million tables is built, and the collector looks at all of it ten times.
local function build(n)
  local nodes = { { value = 0, other = nil } }
  local seed = 3
  for i = 1, n - 1 do
    seed = (seed * 1103515245 + 12345) % 2147483648
    nodes[i + 1] = { value = i, other = nodes[seed // 64 % i + 1] }
  end
  nodes[1].other = nodes[n]
  return nodes
end

local function run(n, rounds)
  local nodes = build(n)
  local found = 0
  for r = 0, rounds - 1 do
    nodes[r + 1].other = nodes[n - r]
    collectgarbage()
  end
  local node = nodes[n]
  for i = 1, 1000 do
    found = found + node.value
    node = node.other
  end
  return found
end

print(run(1000000, 10))
