import { expect, test } from "vitest";
import type { SolveJob, SolveResult } from "./job.js";
import { describeRun, resultChunks, trajectoryCsv, trajectoryTable } from "./solve-text.js";
import { csvLine } from "./table.js";

function result(rows: number): SolveResult {
  return {
    settings: {},
    seconds: 0.5,
    negativeV: null,
    trajectory: {
      times: Float64Array.from({ length: rows }, (_, k) => k),
      dimension: 2,
      theta: Float64Array.from({ length: 2 * rows }, (_, k) => k / 2),
      v: new Float64Array(rows).fill(Number.NaN),
      loss: new Float64Array(rows).fill(Infinity),
      status: "diverged",
      event: { kind: "non-finite loss", time: 1, size: Infinity },
      solver: { name: "discrete", order: null, nodes: rows - 1, sweeps: null, residual: null, errorEstimate: null },
    },
  };
}

test("JSON has nulls for what is not finite, and every key", () => {
  expect(JSON.parse([...resultChunks(result(2))].join(""))).toEqual({
    schema_version: 1,
    t: [0, 1],
    theta: [
      [0, 0.5],
      [1, 1.5],
    ],
    velocity: null,
    acceleration: null,
    m: null,
    v: [[null], [null]],
    loss: [null, null],
    negativeV: null,
    status: "diverged",
    event: { kind: "non-finite loss", t: 1, size: null },
    solver: {
      name: "discrete",
      order: null,
      nodes: 1,
      sweeps: null,
      residual: null,
      errorEstimate: null,
      seconds: 0.5,
    },
  });
});

test("JSON stays valid across pieces and without rows", () => {
  const long = JSON.parse([...resultChunks(result(10_000))].join(""));
  expect(long.t).toHaveLength(10_000);
  expect(long.theta[9_999]).toEqual([9_999, 9_999.5]);
  expect(JSON.parse([...resultChunks(result(0))].join("")).theta).toEqual([]);
});

test("CSV has a header and quotes what needs it", () => {
  expect([...trajectoryCsv(result(2).trajectory)].join("")).toBe(
    "t,theta1,theta2,v,loss\r\n0,0,0.5,NaN,Infinity\r\n1,1,1.5,NaN,Infinity\r\n",
  );
  expect(csvLine(["a,b", 'say "x"', "plain"])).toBe('"a,b","say ""x""",plain\r\n');
});

test("a long table shows its head and its tail", () => {
  const lines = trajectoryTable(result(1000).trajectory).trimEnd().split("\n");
  expect(lines).toHaveLength(1 + 10 + 1 + 5);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines.at(-1)).toMatch(/^ *999 /);
});

test("a run without an error estimate says so", () => {
  const job = { kind: "solve", model: "nonlocal", lr: 0.1, problem: { optimizer: "adam" } } as SolveJob;
  const estimated = (errorEstimate: number | null) => {
    const { trajectory, ...rest } = result(2);
    return describeRun(
      { ...rest, trajectory: { ...trajectory, solver: { ...trajectory.solver, errorEstimate } } },
      job,
    );
  };
  expect(estimated(1e-11)).toContain("; error estimate 1.0e-11;");
  expect(estimated(Number.NaN)).toContain("; no error estimate;");
  expect(estimated(null)).not.toContain("estimate");
});
