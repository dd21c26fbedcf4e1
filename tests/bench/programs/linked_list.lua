-- A linked list used as a queue: nodes come and go.
local Node = {}
Node.__index = Node

function Node.new(value)
  return setmetatable({ value = value, next = nil }, Node)
end

local Queue = {}
Queue.__index = Queue

function Queue.new()
  return setmetatable({ first = nil, last = nil }, Queue)
end

function Queue:push(value)
  local node = Node.new(value)
  if self.last == nil then
    self.first = node
  else
    self.last.next = node
  end
  self.last = node
end

function Queue:shift()
  local node = self.first
  self.first = node.next
  if self.first == nil then
    self.last = nil
  end
  return node.value
end

function Queue:total()
  local total = 0
  local node = self.first
  while node do
    total = total + node.value
    node = node.next
  end
  return total
end

local function run(n, length)
  local queue = Queue.new()
  local total = 0
  for i = 0, length - 1 do
    queue:push(i)
  end
  for i = 0, n - 1 do
    queue:push(i)
    total = total + queue:shift()
    if i % 1000 == 0 then
      total = total + queue:total()
    end
  end
  while queue.first do
    total = total + queue:shift()
  end
  return total
end

print(run(2000000, 1000))
