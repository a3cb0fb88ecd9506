import { expect, test } from "vitest";
import { discrete, nonlocal, quadratic, runCli } from "./run-cli.js";

const until = ["--until", "1"];

const steps = ["--steps", "3"];

const badInput: readonly (readonly [title: string, args: readonly string[], says: string | RegExp])[] = [
  ["no command", [], "Usage"],
  ["unknown command", ["slove"], "solve"],
  ["unknown flag", [...discrete, ...steps, "--bata1", "0.5"], "--beta1"],
  ["missing value", [...discrete, "--steps"], "--steps"],
  ["extra word", [...discrete, ...steps, "more"], /argument/],
  ["NaN", [...nonlocal, "--until", "NaN"], "--until must be a finite number > 0: current value is NaN"],
  ["infinite", [...nonlocal, "--until", "Infinity"], "--until"],
  ["overflow", [...nonlocal, "--until", "1e999"], "--until"],
  ["zero time", [...nonlocal, "--until", "0"], "--until"],
  ["trailing garbage", [...nonlocal, "--until", "1s"], "--until"],
  ["zero lr", [...nonlocal, ...until, "--lr", "0"], "--lr"],
  ["negative lr", [...nonlocal, ...until, "--lr", "-0.1"], "--lr"],
  ["negative lr, joined", [...nonlocal, ...until, "--lr=-0.1"], "--lr"],
  ["beta 1", [...nonlocal, ...until, "--beta1", "1"], "[0, 1)"],
  ["negative beta", [...nonlocal, ...until, "--beta2", "-0.1"], "[0, 1)"],
  ["negative epsilon", [...nonlocal, ...until, "--epsilon", "-1"], "--epsilon"],
  ["negative tolerance", [...nonlocal, ...until, "--tolerance", "-1"], "--tolerance"],
  ["half a step", [...discrete, "--steps", "1.5"], "--steps"],
  ["both ends", [...nonlocal, ...until, ...steps], "exactly one of --until and --steps"],
  ["no end", nonlocal, "exactly one of --until and --steps"],
  ["theta0 too long", [...discrete, ...steps, "--theta0", "1,2"], "--theta0 must be 1 number"],
  ["theta0 empty item", [...discrete, ...steps, "--theta0", "1,"], "--theta0"],
  ["theta0 no number", [...discrete, ...steps, "--theta0", "1,x"], "--theta0"],
  ["at between steps", [...discrete, "--at", "0.25"], "0.2 or 0.3"],
  ["at beyond the end", [...nonlocal, ...until, "--at", "1.5"], "[0, 1]"],
  ["negative at", [...nonlocal, "--at=-1"], "--at"],
  ["at before the start", [...nonlocal, "--solver", "reference", "--start", "0.1", "--at", "0"], "--start 0.1"],
  ["too many rows", [...nonlocal, "--until", "1e15"], "at most"],
  ["unknown model", [...nonlocal, ...until, "--model", "nonlocl"], "nonlocal"],
  ["unknown optimizer", [...discrete, ...steps, "--optimizer", "admw"], "adamw"],
  ["optimizer without equation", [...nonlocal, ...until, "--optimizer", "sgd"], "adagrad"],
  ["unknown objective", [...discrete, ...steps, "--objective", "rosenbrok"], "rosenbrock"],
  ["unknown solver", [...nonlocal, ...until, "--solver", "fats"], "fast"],
  ["unknown kernel", [...nonlocal, ...until, "--optimizer", "general", "--kernel2", "expo:1"], "exp:rate"],
  ["no kernel", [...nonlocal, ...until, "--optimizer", "general"], "--kernel2"],
  ["bad kernel", [...nonlocal, ...until, "--optimizer", "general", "--kernel2", "exp:-1"], "--kernel2"],
  [
    "bias correction of a bare gradient at t = 0",
    [...nonlocal, ...until, "--optimizer", "general", "--kernel2", "exp:1", "--bias-correction", "--no-shift"],
    "Cannot make a general model as --kernel1 must be given",
  ],
  ["momentum for adam", [...discrete, ...steps, "--momentum", "0.9"], "--momentum"],
  ["beta1 for rmsprop", [...nonlocal, ...until, "--optimizer", "rmsprop", "--beta1", "0.9"], "--beta1"],
  ["shift for a discrete run", [...discrete, ...steps, "--no-shift"], "--no-shift"],
  ["solver for a discrete run", [...discrete, ...steps, "--solver", "fast"], "--solver"],
  ["tolerance for a discrete run", [...discrete, ...steps, "--tolerance", "1e-8"], "--tolerance"],
  ["weight decay for an equation", [...nonlocal, ...until, "--weight-decay", "0.1"], "--weight-decay"],
  ["kernel for adam", [...nonlocal, ...until, "--kernel1", "exp:1"], "--kernel1"],
  ["look-ahead for the fast solver", [...nonlocal, ...until, "--look-ahead", "hold"], "--look-ahead"],
  ["no objective", ["solve", "--optimizer", "adam", "--lr", "1", "--theta0", "1", ...until], "--objective"],
  ["expression that does not parse", [...discrete, ...steps, "--objective", "(x-4^2"], /position|column|character/i],
  ["unknown function", [...discrete, ...steps, "--objective", "foo(x)^2"], "foo"],
  ["import", [...discrete, ...steps, "--objective", "import({a: 1}) + x"], "import"],
  ["assignment", [...discrete, ...steps, "--objective", "x = 3"], /assign/i],
  ["missing file", [...discrete, ...steps, "--objective", "./none.mjs"], "none.mjs"],
  ["plot of unknown kind", [...discrete, ...steps, "--plot", "a.gif"], ".svg or .png"],
  ["unknown list", ["list", "optimisers"], "optimizers"],
  [
    "compare: one model",
    ["compare", "--optimizer", "adam", ...quadratic, "--lr", "0.1", ...until, "--models", "discrete"],
    "--models",
  ],
  [
    "compare: same models",
    ["compare", "--optimizer", "adam", ...quadratic, "--lr", "0.1", ...until, "--models", "discrete,discrete"],
    "--models",
  ],
  [
    "compare: optimizer without equation",
    ["compare", "--optimizer", "gd", ...quadratic, "--lr", "0.1", ...until],
    "--optimizer",
  ],
  ["compare: empty lr", ["compare", "--optimizer", "adam", ...quadratic, "--lr", "0.1,,0.2", ...until], "--lr"],
  ["reproduce: unknown paper", ["reproduce", "heredia-2025"], "heredia-2024"],
];

test.concurrent.each(badInput)("bad input: %s", async (_title, args, says) => {
  const { code, stdout, stderr } = await runCli(args[0] === undefined ? args : [...args, "--json"]);
  if (says instanceof RegExp) expect(stderr).toMatch(says);
  else expect(stderr).toContain(says);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).not.toContain("    at ");
});
