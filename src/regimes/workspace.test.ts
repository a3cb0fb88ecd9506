import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.js";
import { indexRoom, numberRoom } from "./workspace.js";

const wave = (length: number, period: number) =>
  Float64Array.from({ length }, (_, k) => Math.exp(Math.sin((2 * Math.PI * k) / period)));
const fall = (length: number) => Float64Array.from({ length }, (_, k) => Math.exp(-0.05 * k));

describe("rooms of a diagnosis", () => {
  it("have the length asked for, and are kept", () => {
    expect(numberRoom("test", 10).length).toBe(10);
    expect(numberRoom("test", 4).length).toBe(4);
    expect(numberRoom("test", 10)).toBe(numberRoom("test", 10));
    expect(indexRoom("test", 10)).toBeInstanceOf(Int32Array);
  });

  it("carry nothing from one diagnosis to the next", () => {
    const runs = [wave(900, 17), fall(900), wave(300, 5), fall(61), wave(900, 60)];
    const first = runs.map((loss) => structuredClone(diagnose(loss)));
    const again = [...runs].reverse().map((loss) => diagnose(loss));
    expect(again.reverse()).toEqual(first);
  });
});
