"""High-precision solutions of the flows of RMSProp and Adam, for flows.json.

scipy 1.17 (DOP853 and Radau, the latter where the flow is stiff) in the variables (theta, m, ln v), RMSProp in ln t, so that v
keeps its digits over hundreds of orders of magnitude. Each is solved twice, with tolerances 1e-12 and 3e-14 (Radau: 1e-11 and
1e-12); what is kept is where both agree, and `precision` is how well.

python3 flows.py > flows.json
"""
import json

import numpy as np
from scipy.integrate import solve_ivp

EPSILON = 1e-8
COUPLED = np.array([[3.0, 1.0], [1.0, 2.0]])
OBJECTIVES = {
    "x^2/2": (lambda x: x, [1.0]),
    "(x-4)^2": (lambda x: 2 * (x - 4), [1.0]),
    "1.5*x^2+x*y+y^2": (lambda x: COUPLED @ x, [1.0, -2.0]),
    "(x^2-1)^2/4": (lambda x: x * (x * x - 1), [0.3]),
}


def rmsprop(gradient, start, rate2, v0, times, tolerance):
    d = len(start)
    first = 1e-24
    g0 = gradient(start)
    # v = v0 + a g^2 t; theta stays within 1e-16 of its start
    v = v0 + rate2 * g0**2 * first

    def field(tau, y):
        t, g = np.exp(tau), gradient(y[:d])
        return np.concatenate([-g / (np.exp(y[d:] / 2) + EPSILON) * t, rate2 * (g * g * np.exp(-y[d:]) - 1) * t])

    span = (np.log(first), np.log(times[-1]))
    solution = solve_ivp(field, span, np.concatenate([start, np.log(v)]), method="Radau",
                         rtol=tolerance, atol=tolerance / 100, t_eval=np.log(times))
    return solution.y[:d].T if solution.success else None


def adam(gradient, start, rate1, rate2, times, tolerance):
    d = len(start)
    first = 1e-9 / max(rate1, rate2)
    g0 = gradient(start)
    theta = start - first * g0 / (np.abs(g0) + EPSILON)
    g1 = gradient(theta)
    m = -np.expm1(-rate1 * first) * (g0 + g1) / 2
    v = -np.expm1(-rate2 * first) * (g0**2 + g0 * g1 + g1**2) / 3

    def field(t, y):
        g = gradient(y[:d])
        m_hat = y[d : 2 * d] / -np.expm1(-rate1 * t)
        v_hat = np.exp(y[2 * d :]) / -np.expm1(-rate2 * t)
        return np.concatenate([-m_hat / (np.sqrt(v_hat) + EPSILON), rate1 * (g - y[d : 2 * d]),
                               rate2 * (g * g * np.exp(-y[2 * d :]) - 1)])

    solution = solve_ivp(field, (first, times[-1]), np.concatenate([theta, m, np.log(v)]), method="DOP853",
                         rtol=tolerance, atol=tolerance / 100, t_eval=times, first_step=first / 10)
    return solution.y[:d].T if solution.success else None


def entry(settings, solve, tolerances):
    coarse, fine = solve(tolerances[0]), solve(tolerances[1])
    if coarse is None or fine is None:
        return []
    return [{**settings, "epsilon": EPSILON, "theta": fine.tolist(), "precision": float(np.abs(fine - coarse).max())}]


def main():
    entries = []
    for objective, (gradient, start) in OBJECTIVES.items():
        start = np.array(start)
        base = {"objective": objective, "theta0": start.tolist()}
        for rate2, v0 in [(0.1, 0.0), (1, 0.0), (1, 0.5), (10, 0.0)]:
            times = [0.01, 0.3, 1, 2, 3, 6]
            settings = {**base, "optimizer": "rmsprop", "rate2": rate2, "v0": v0, "times": times}
            entries += entry(settings, lambda tol: rmsprop(gradient, start, rate2, v0, np.array(times), tol), (1e-11, 1e-12))
        for rate1, rate2 in [(1, 1), (10, 1), (5, 2), (2, 5), (100, 1)]:
            times = [0.01, 0.3, 1, 2, 3, 6, 10]
            settings = {**base, "optimizer": "adam", "rate1": rate1, "rate2": rate2, "times": times}
            entries += entry(settings, lambda tol: adam(gradient, start, rate1, rate2, np.array(times), tol), (1e-12, 3e-14))
    kept = [json.dumps(one) for one in entries if one["precision"] < 1e-9]
    print('{ "cases": [\n  ' + ",\n  ".join(kept) + "\n] }")


main()
