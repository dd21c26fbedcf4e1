# The five outer bodies of the solar system: floats that are attributes of instances.
class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x = x
        self.y = y
        self.z = z
        self.vx = vx
        self.vy = vy
        self.vz = vz
        self.mass = mass

def make_bodies():
    # Astronomical units, days, and masses of which the sun's is 4 pi squared, over 365.24 squared.
    sun = 0.00029591220828559
    return [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, sun),
        Body(4.84143144, -1.16032004, -0.10362204, 0.00166007, 0.00769901, -0.00006904, sun / 1047.3),
        Body(8.34336671, 4.12479856, -0.40352341, -0.00276742, 0.00499852, 0.00002304, sun / 3497.9),
        Body(12.8943695, -15.1111514, -0.22330757, 0.00296460, 0.00237847, -0.00002965, sun / 22902.9),
        Body(15.3796971, -25.9193146, 0.17925877, 0.00268067, 0.00162824, -0.00009515, sun / 19412.2),
    ]

def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for k in range(i + 1, len(bodies)):
            b = bodies[k]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            total -= a.mass * b.mass / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total

def advance(bodies, dt, steps):
    count = len(bodies)
    for step in range(steps):
        for i in range(count):
            a = bodies[i]
            for k in range(i + 1, count):
                b = bodies[k]
                dx = a.x - b.x
                dy = a.y - b.y
                dz = a.z - b.z
                squared = dx * dx + dy * dy + dz * dz
                pull = dt / (squared * squared ** 0.5)
                a.vx -= dx * b.mass * pull
                a.vy -= dy * b.mass * pull
                a.vz -= dz * b.mass * pull
                b.vx += dx * a.mass * pull
                b.vy += dy * a.mass * pull
                b.vz += dz * a.mass * pull
        for body in bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz

bodies = make_bodies()
before = energy(bodies)
advance(bodies, 0.5, 120000)
print("%.12f %.12f %.9f" % (before * 1e12, energy(bodies) * 1e12, bodies[1].x))
