-- The five outer bodies of the solar system: floats that are fields of tables.
local function body(x, y, z, vx, vy, vz, mass)
  return { x = x, y = y, z = z, vx = vx, vy = vy, vz = vz, mass = mass }
end

local function make_bodies()
  -- Astronomical units, days, and masses of which the sun's is 4 pi squared, over 365.24 squared.
  local sun = 0.00029591220828559
  return {
    body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, sun),
    body(4.84143144, -1.16032004, -0.10362204, 0.00166007, 0.00769901, -0.00006904, sun / 1047.3),
    body(8.34336671, 4.12479856, -0.40352341, -0.00276742, 0.00499852, 0.00002304, sun / 3497.9),
    body(12.8943695, -15.1111514, -0.22330757, 0.00296460, 0.00237847, -0.00002965, sun / 22902.9),
    body(15.3796971, -25.9193146, 0.17925877, 0.00268067, 0.00162824, -0.00009515, sun / 19412.2),
  }
end

local function energy(bodies)
  local total = 0.0
  for i = 1, #bodies do
    local a = bodies[i]
    total = total + 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
    for k = i + 1, #bodies do
      local b = bodies[k]
      local dx = a.x - b.x
      local dy = a.y - b.y
      local dz = a.z - b.z
      total = total - a.mass * b.mass / (dx * dx + dy * dy + dz * dz) ^ 0.5
    end
  end
  return total
end

local function advance(bodies, dt, steps)
  local count = #bodies
  for step = 1, steps do
    for i = 1, count do
      local a = bodies[i]
      for k = i + 1, count do
        local b = bodies[k]
        local dx = a.x - b.x
        local dy = a.y - b.y
        local dz = a.z - b.z
        local squared = dx * dx + dy * dy + dz * dz
        local pull = dt / (squared * squared ^ 0.5)
        a.vx = a.vx - dx * b.mass * pull
        a.vy = a.vy - dy * b.mass * pull
        a.vz = a.vz - dz * b.mass * pull
        b.vx = b.vx + dx * a.mass * pull
        b.vy = b.vy + dy * a.mass * pull
        b.vz = b.vz + dz * a.mass * pull
      end
    end
    for _, one in ipairs(bodies) do
      one.x = one.x + dt * one.vx
      one.y = one.y + dt * one.vy
      one.z = one.z + dt * one.vz
    end
  end
end

local bodies = make_bodies()
local before = energy(bodies)
advance(bodies, 0.5, 120000)
print(string.format("%.12f %.12f %.9f", before * 1e12, energy(bodies) * 1e12, bodies[2].x))
