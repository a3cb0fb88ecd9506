import { expect, test } from "vitest";
import { combineStudies } from "./combine-studies.js";
import { defineStudy, type StudyDefinition } from "./define-study.js";
import { runStudies } from "./run-studies.js";
import { withoutNetworks } from "./without-networks.js";

const claim = (id: string) => ({
  id,
  text: `${id} holds`,
  expected: "1",
  measure: () => ({ measured: "1", holds: true, reason: "" }),
});
const define = (definition: Pick<StudyDefinition<number>, "compute"> & Partial<StudyDefinition<number>>) =>
  defineStudy<number>("a-paper", { figure: 2, title: "a part", seconds: 3, draw: () => [], claims: [], ...definition });

const plain = define({ compute: async () => 1, claims: [claim("plain")] });
const network = define({
  compute: async () => {
    throw new Error("no network is to be trained");
  },
  claims: [claim("network")],
  hasNetworks: true,
});

test("a study that trains none is itself", () => {
  expect(withoutNetworks(plain)).toBe(plain);
});

test("of a combined study only the part with networks is left out, and its claims are not run", async () => {
  const both = combineStudies("both", [network, plain]);
  expect(both.hasNetworks).toBe(true);
  expect(both.claims.map(({ id }) => id)).toEqual(["network", "plain"]);
  const [result] = (await runStudies([withoutNetworks(both)], { scale: "quick" }))!;
  expect(result!.claims.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["2/network", "not-run"],
    ["2/plain", "holds"],
  ]);
  expect(result!.claims[0]!.reason).toMatch(/needs a network/);
  expect(withoutNetworks(both).seconds).toBe(3);
});
