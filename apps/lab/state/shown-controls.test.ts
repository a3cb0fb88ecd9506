import { describe, expect, it } from "vitest";
import { formulas } from "../formulas/formulas.js";
import { initialState, type LabState, optimizerNames } from "./lab-state.js";
import { hasNormVariant, hasSettings, isAboutObjective, settingsGist, shownControls } from "./shown-controls.js";

const names = (patch: Partial<LabState>) => shownControls({ ...initialState, ...patch }).map(({ name }) => name);

describe("the controls", () => {
  it.each([
    ["adam", ["lr", "beta1", "beta2", "epsilon", "steps", "weightDecay"]],
    ["rmsprop", ["lr", "beta2", "epsilon", "steps", "weightDecay"]],
    ["adagrad", ["lr", "epsilon", "steps", "weightDecay"]],
    ["sgd", ["lr", "momentum", "steps", "weightDecay"]],
    ["signgd", ["lr", "steps", "weightDecay"]],
    ["general", ["lr", "epsilon", "steps"]],
  ] as const)("of %s are those that mean something to it", (optimizer, expected) => {
    expect(names({ optimizer })).toEqual(expected);
  });

  it("include factors where kernels are corrected by them, and the velocity where there is inertia", () => {
    expect(names({ optimizer: "general", biasCorrection: true })).toContain("beta1");
    expect(names({ roads: ["discrete", "inertial"] })).toContain("velocity0");
  });

  it("leave out what is an axis of the map, and the length of runs that have their own", () => {
    expect(names({ view: "map", plane: "beta" })).toEqual(["lr", "epsilon", "weightDecay"]);
    expect(names({ view: "map", plane: "lr-beta2" })).toEqual(["beta1", "epsilon", "weightDecay"]);
  });

  it.each(optimizerNames)("of %s have formulas of the page, and finite numbers that follow", (optimizer) => {
    for (const { formula, follows } of shownControls({ ...initialState, optimizer, biasCorrection: true })) {
      if (formula !== null) expect(formulas).toHaveProperty(formula);
      if (follows !== null) expect(formulas).toHaveProperty(follows.formula);
      expect(Number.isFinite(follows?.value ?? 0)).toBe(true);
    }
  });

  it("show no first moment where there is none", () => {
    const shown = shownControls({ ...initialState, optimizer: "rmsprop" }).map(({ formula }) => formula ?? "steps");
    expect(shown.map((name) => formulas[name]).join()).not.toContain("m_");
  });

  it("show forgetting rates of the factors", () => {
    const { follows } = shownControls({ ...initialState, lr: 0.1, beta1: 0.9 }).find(({ name }) => name === "beta1")!;
    expect(follows!.value).toBeCloseTo(1, 12);
  });
});

it("papers bring their own settings", () => {
  expect(hasSettings({ view: "papers" })).toBe(false);
  expect(hasSettings({ view: "map" })).toBe(true);
});

it("a network has no objective to choose", () => {
  expect(isAboutObjective({ view: "anatomy", subject: "network" })).toBe(false);
  expect(isAboutObjective({ view: "anatomy", subject: "objective" })).toBe(true);
  expect(isAboutObjective({ view: "trajectory", subject: "network" })).toBe(true);
});

it("only second moments have a norm variant", () => {
  expect(optimizerNames.filter((optimizer) => !hasNormVariant({ optimizer }))).toEqual(["signgd", "gd", "sgd"]);
});

it("the gist is of what the view shows", () => {
  expect(settingsGist({ ...initialState, view: "anatomy", subject: "network" })).toBe(
    "a network, adam, α = 0.01, 1000 steps",
  );
  expect(settingsGist({ ...initialState, view: "map", mapSteps: 77 })).toBe("doubleWell, adam, α = 0.01, 77 steps");
  expect(settingsGist({ ...initialState, view: "map", plane: "lr-beta1" })).toBe("doubleWell, adam, 400 steps");
});

it("a long objective is cut in the gist", () => {
  expect(settingsGist({ ...initialState, objective: "x^2+".repeat(50) }).length).toBeLessThan(70);
});
