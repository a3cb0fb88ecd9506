import { expect, it } from "vitest";
import type { Laboratory } from "../../src/experiments/index.js";
import { dataWords, pairText } from "./data-words.js";

const laboratoryWith = (dataSets: readonly string[]): Laboratory => ({
  ...{ scale: "laptop", referenceFrom: Infinity, dataSets },
  run: () => Promise.reject(new Error("no runs")),
  train: () => Promise.reject(new Error("no training")),
});

it("names CIFAR-10 where it is there, and what is in its place where it is not", () => {
  expect(dataWords(laboratoryWith(["fashion-mnist", "cifar-10"]))).toEqual({
    dataName: "CIFAR-10",
    dataText: "CIFAR-10",
  });
  const { dataName, dataText } = dataWords(laboratoryWith(["fashion-mnist"]));
  expect(dataName).toBe("Fashion-MNIST in place of CIFAR-10");
  expect(dataText).toContain("which was not found");
});

it("counts the samples of both classes", () => {
  expect(pairText({ dataText: "CIFAR-10", size: { perClass: 200 } })).toContain("400 samples of two classes");
});
