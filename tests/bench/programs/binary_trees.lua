-- Trees of tables, built and let go: making, field reads and collecting.
local Tree = {}
Tree.__index = Tree

function Tree.new(left, right)
  return setmetatable({ left = left, right = right }, Tree)
end

local function build(depth)
  if depth == 0 then
    return Tree.new(nil, nil)
  end
  return Tree.new(build(depth - 1), build(depth - 1))
end

local function check(tree)
  if tree.left == nil then
    return 1
  end
  return 1 + check(tree.left) + check(tree.right)
end

local function run(depth, rounds)
  local kept = build(depth)
  local total = 0
  for i = 1, rounds do
    total = total + check(build(depth - 3))
  end
  return total + check(kept)
end

print(run(16, 100))
