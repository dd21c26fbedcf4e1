-- Cycles of tables that are made and lost, which the collector, running by itself, frees.
local Node = {}
Node.__index = Node

function Node.new(value)
  local node = setmetatable({ value = value, next = nil, owner = nil }, Node)
  node.next = node
  return node
end

local Owner = {}
Owner.__index = Owner

function Owner.new()
  return setmetatable({ children = {} }, Owner)
end

local function ring(length)
  local first = Node.new(0)
  local last = first
  for i = 1, length - 1 do
    local node = Node.new(i)
    last.next = node
    last = node
  end
  last.next = first
  return first
end

local function family(count)
  local owner = Owner.new()
  for i = 0, count - 1 do
    local child = Node.new(i)
    child.owner = owner
    owner.children[#owner.children + 1] = child
  end
  return owner
end

local function run(rounds)
  local total = 0
  for i = 0, rounds - 1 do
    total = total + ring(1 + i % 5).next.value
    total = total + #family(1 + i % 4).children
  end
  return total
end

print(run(450000))
