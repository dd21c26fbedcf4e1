-- A doubly linked list used as a queue: rings come and go, and the collector has work.
local Node = {}
Node.__index = Node

function Node.new(value)
  return setmetatable({ value = value, next = nil, prev = nil }, Node)
end

local Queue = {}
Queue.__index = Queue

function Queue.new()
  local head = Node.new(0)
  head.next = head
  head.prev = head
  return setmetatable({ head = head }, Queue)
end

function Queue:push(value)
  local node = Node.new(value)
  local head = self.head
  local last = head.prev
  last.next = node
  node.prev = last
  node.next = head
  head.prev = node
end

function Queue:shift()
  local head = self.head
  local node = head.next
  head.next = node.next
  node.next.prev = head
  return node.value
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
      -- The old ring is lost as a whole.
      queue = Queue.new()
      for k = 0, length - 1 do
        queue:push(k)
      end
    end
  end
  return total
end

print(run(2000000, 200))
