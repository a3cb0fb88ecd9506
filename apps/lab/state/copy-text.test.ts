import { expect, it } from "vitest";
import { copyText } from "./copy-text.js";

it("copies where there is a clipboard", async () => {
  const copied: string[] = [];
  expect(await copyText("a", { writeText: async (text) => void copied.push(text) })).toBe(true);
  expect(copied).toEqual(["a"]);
});

it("says where it could not", async () => {
  expect(await copyText("a", undefined)).toBe(false);
  expect(await copyText("a", { writeText: () => Promise.reject(new Error("no")) })).toBe(false);
});
