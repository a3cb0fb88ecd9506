import { describe, expect, it } from "vitest";
import { powerObjective, quadraticObjective } from "../objectives/index.js";
import { type MapAxisName, mapAxis } from "./axis.js";
import { planMap } from "./map-plan.js";
import type { RegimeMapSettings } from "./map-settings.js";
import { mapSubject } from "./map-subject.js";
import { mapOverlays } from "./overlays.js";

const axis = (name: MapAxisName, from: number, to: number, scale: "linear" | "log" = "linear") =>
  mapAxis(name, { from, to, count: 21, scale });
const shared = { optimizer: "adam", theta0: [1], steps: 10 };

function overlaysOf(settings: Partial<RegimeMapSettings> & Pick<RegimeMapSettings, "x" | "y">, exponent?: number) {
  const objective = exponent ? powerObjective(exponent) : quadraticObjective();
  const { overlays, leftOut } = mapOverlays(planMap({ ...shared, ...settings }), mapSubject(objective));
  const pointsOf = (key: string) =>
    overlays
      .filter((overlay) => overlay.key === key)
      .flatMap(({ lines }) => lines.flatMap(({ x, y }) => Array.from(x, (each, k) => [each, y[k]!] as const)));
  return { keys: overlays.map(({ key }) => key), leftOut, pointsOf };
}

describe("the planes of factors and of rates have the same lines", () => {
  const lr = 1e-3;
  const factors = overlaysOf({ lr, x: axis("beta1", 0.5, 0.99), y: axis("beta2", 0.5, 0.99) });
  const rates = overlaysOf({ lr, x: axis("rate1", 1, 900, "log"), y: axis("rate2", 1, 900, "log") });

  it("a = b, a = 4b and β1² = β2", () => {
    expect(factors.keys).toEqual(["equal", "square", "lyapunov"]);
    expect(rates.keys).toEqual(factors.keys);
    // bisection in squares of a hundredth
    for (const [b1, b2] of factors.pointsOf("equal")) expect(b2).toBeCloseTo(b1, 12);
    for (const [b1, b2] of factors.pointsOf("square")) expect(b2).toBeCloseTo(b1 ** 2, 12);
    for (const [b1, b2] of factors.pointsOf("lyapunov")) expect(1 - b2).toBeCloseTo(4 * (1 - b1), 10);
    for (const [b, a] of rates.pointsOf("equal")) expect(a / b).toBeCloseTo(1, 10);
    for (const [b, a] of rates.pointsOf("square")) expect(a / (b * (2 - b * lr))).toBeCloseTo(1, 10);
    for (const [b, a] of rates.pointsOf("lyapunov")) expect(a / b).toBeCloseTo(4, 8);
  });
});

describe("edge of stability", () => {
  it("is where lr meets (2 + 2β1)/(1 − β1)·ε/λ, with λ = 2 for (x − 4)²", () => {
    const { pointsOf } = overlaysOf({ epsilon: 0.01, x: axis("beta1", 0.1, 0.9), y: axis("lr", 1e-3, 1, "log") });
    const points = pointsOf("edge");
    expect(points.length).toBeGreaterThan(2);
    // the line is curved: what is left out of it is seen by nobody
    for (const [beta1, lr] of points) {
      expect((lr * (1 - beta1) * 2) / ((2 + 2 * beta1) * 0.01)).toBeCloseTo(1, 9);
    }
  });

  it("is left out with a sentence where it does not cross the map or means nothing", () => {
    const sides = { lr: 0.01, x: axis("beta1", 0.1, 0.9), y: axis("beta2", 0.1, 0.9) };
    expect(overlaysOf(sides).leftOut.join()).toContain("unstable in every cell");
    expect(overlaysOf({ ...sides, epsilon: 10 }).leftOut.join()).toContain("stable in every cell");
    expect(overlaysOf({ ...sides, epsilon: 0 }).leftOut.join()).toContain("ε = 0");
    expect(overlaysOf({ ...sides, weightDecay: 0.1 }).leftOut.join()).toContain("weight decay");
    expect(overlaysOf(sides, 4).leftOut.join()).toContain("curvature λ is 0");
  });
});

describe("monomials", () => {
  const sides = { lr: 0.01, epsilon: 0, x: axis("beta1", 0.3, 0.95), y: axis("beta2", 0.3, 0.95) };

  it("have β1 = ρ^k and β1 = ρ^(k−1), ρ = β2^(1/(2(k − 2)))", () => {
    for (const k of [4, 6]) {
      const { pointsOf, keys } = overlaysOf(sides, k);
      expect(keys).toContain("stability");
      const rho = (beta2: number) => beta2 ** (1 / (2 * (k - 2)));
      for (const [beta1, beta2] of pointsOf("stability")) expect(beta1).toBeCloseTo(rho(beta2) ** k, 10);
      for (const [beta1, beta2] of pointsOf("existence")) expect(beta1).toBeCloseTo(rho(beta2) ** (k - 1), 10);
    }
  });

  it("have none of it at ε > 0, with weight decay or for k = 2; RMSProp has no first memory", () => {
    expect(overlaysOf({ ...sides, epsilon: 1e-8 }, 4).leftOut.join()).toContain("exact only at ε = 0");
    expect(overlaysOf({ ...sides, optimizer: "adamw" }, 4).leftOut.join()).toContain("without weight decay");
    expect(overlaysOf(sides, 2).keys).not.toContain("stability");
    const rmsprop = { optimizer: "rmsprop", epsilon: 0, x: axis("beta2", 0.01, 0.9), y: axis("lr", 0.01, 1) };
    const { keys, pointsOf } = overlaysOf(rmsprop, 4);
    expect(keys).toEqual(["stability"]);
    // (1 − 2/k)^(2(k − 2)) at β1 = 0
    for (const [beta2] of pointsOf("stability")) expect(beta2).toBeCloseTo(0.0625, 10);
  });
});
