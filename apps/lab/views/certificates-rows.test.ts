import { describe, expect, it } from "vitest";
import { statements } from "../../../src/certificates/index.js";
import { type CertificatesInput, type CertificatesOutput, certificatesJob } from "../jobs/certificates-job.js";
import { runState } from "../jobs/road-runs.js";
import { initialState, type LabState } from "../state/lab-state.js";
import { certificatePanels, promisesCsv } from "./certificates-panels.js";
import { certificateRows, countText, marginText, openRow, tightestPromise } from "./certificates-rows.js";
import { describeRun, isLongRun } from "./certificates-run.js";
import { estimatedNames, explanations, lackText, shortNumber } from "./certificates-words.js";

const input = (patch: Partial<LabState>, rest: Partial<CertificatesInput> = {}): CertificatesInput => ({
  run: runState({ ...initialState, objective: "quadratic", optimizer: "rmsprop", lr: 0.1, steps: 30, ...patch }),
  model: "nonlocal",
  estimate: false,
  ...rest,
});
const certify = async (...args: Parameters<typeof input>): Promise<CertificatesOutput> =>
  certificatesJob(input(...args), { report: () => {} });

describe("rows", () => {
  it("has a row for every statement, what says most first", async () => {
    const rows = certificateRows(await certify({}));
    expect(rows.map(({ theorem }) => theorem).sort()).toEqual(statements.map(({ name }) => name).sort());
    const verdicts = rows.map(({ verdict }) => verdict);
    expect(verdicts[0]).toBe("certified");
    expect(verdicts.lastIndexOf("certified")).toBeLessThan(verdicts.indexOf("not-certified"));
    expect(verdicts.at(-1)).toBe("not-applicable");
    expect(countText(rows)).toMatch(/^\d+ certified, \d+ not certified, \d+ not applicable$/);
  });

  it("opens what is asked for, else the first", async () => {
    const rows = certificateRows(await certify({}));
    expect(openRow(rows, "h1-theorem-2")?.theorem).toBe("h1-theorem-2");
    expect(openRow(rows, "no-such-theorem")).toBe(rows[0]);
    expect(openRow([], "")).toBeNull();
  });

  it("says why a statement is left out, and which hypotheses fail", async () => {
    const rows = certificateRows(await certify({ objective: "(x-4)^2", theta0: [1] }));
    const { verdict, reason } = openRow(rows, "h1-theorem-2")!;
    expect(verdict).toBe("left-out");
    expect(reason).toContain("Not known of this objective: the smoothness L, the strong convexity μ, the minimum f*.");
    const failing = certificateRows(await certify({ objective: "doubleWell", steps: 10 }, { estimate: true }));
    expect(openRow(failing, "h1-theorem-2")!.reason).toContain("strongly-convex: fails");
  });

  it("names the tightest promise with its margin and what was estimated", async () => {
    const { certificates } = await certify({ objective: "(x-4)^2", theta0: [1] }, { estimate: true });
    const certificate = certificates.find(({ theorem }) => theorem === "h1-theorem-2")!;
    const tightest = tightestPromise(certificate)!;
    expect(tightest.margin).toEqual(certificate.margin);
    expect(marginText(tightest)).toContain("at t = ");
    expect(estimatedNames(certificate)).toContain("L");
  });
});

describe("the job", () => {
  it("reports the end of the run, and refuses what the model leaves out", async () => {
    const { run } = await certify({});
    expect(run).toEqual({ status: "completed", until: 3 });
    expect(describeRun(run!)).toBe("Held against the run up to t = 3.");
    expect(describeRun({ status: "diverged", until: 1 })).toContain("ended early, diverged, at t = 1");
    await expect(certify({ optimizer: "gd" })).rejects.toThrow("Cannot certify as optimizer must be one of");
    await expect(certify({ weightDecay: 0.1 })).rejects.toThrow("Cannot certify as weightDecay must be 0 for");
  });

  it("certifies the algorithm as well", async () => {
    const { certificates, run } = await certify({}, { model: "discrete", estimate: true });
    expect(run?.until).toBeCloseTo(3, 12);
    expect(certificates.find(({ theorem }) => theorem === "h1-lemma-3")?.verdict).toBe("certified");
  });
});

describe("pictures and words", () => {
  it("draws a panel for each promise, on axes that can hold its moments", async () => {
    const { certificates } = await certify({});
    const lemma = certificates.find(({ theorem }) => theorem === "h1-lemma-2")!;
    const panels = certificatePanels(lemma);
    expect(panels.map(({ title }) => title)).toEqual(lemma.promises.map(({ name }) => `h1-lemma-2: ${name}`));
    for (const { xScale, lines } of panels) {
      if (xScale === "log") for (const { x } of lines) expect(x.every((age) => age > 0)).toBe(true);
    }
    const rows = promisesCsv(lemma).trimEnd().split("\n");
    expect(rows[0]).toBe("theorem,promise,over,at,bound,value");
    expect(rows).toHaveLength(1 + lemma.promises.reduce((sum, { times }) => sum + times.length, 0));
  });

  it("explains every statement in one sentence", () => {
    for (const { name } of statements) expect(explanations[name]).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(explanations)).toHaveLength(statements.length);
  });

  it("writes numbers that can be read", () => {
    expect([0, 0.25, 123456, -1e-9, 2.5e12].map(shortNumber)).toEqual(["0", "0.25", "123460", "−1.000e−9", "2.500e12"]);
    expect([Infinity, -Infinity, Number.NaN].map(shortNumber)).toEqual(["∞", "−∞", "unknown"]);
    expect(lackText(["minimum"])).toBe("Not known of this objective: the minimum f*.");
    expect(isLongRun({ steps: 20_000 })).toBe(false);
    expect(isLongRun({ steps: 20_001 })).toBe(true);
  });
});
