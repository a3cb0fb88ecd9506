import { describe, expect, it } from "vitest";
import { createRandom, philox } from "./random.js";

function philoxHex(counter: number[], key: number[]): string {
  const out = new Uint32Array(4);
  philox(Uint32Array.from(counter), Uint32Array.from(key), out);
  return Array.from(out, (word) => word.toString(16).padStart(8, "0")).join(" ");
}

describe("philox", () => {
  // Known answers of the Random123 library (kat_vectors, philox4x32 10).
  it("gives the published known answers", () => {
    const ones = 0xffffffff;
    expect(philoxHex([0, 0, 0, 0], [0, 0])).toBe("6627e8d5 e169c58d bc57ac4c 9b00dbd8");
    expect(philoxHex([ones, ones, ones, ones], [ones, ones])).toBe("408f276d 41c83b0e a20bc7c6 6d5451fd");
    expect(philoxHex([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toBe(
      "d16cfe09 94fdcceb 5001e420 24126ea1",
    );
  });
});

describe("createRandom", () => {
  it("repeats for equal seed and stream and differs otherwise", () => {
    const draw = (seed: number, stream?: number) => {
      const random = createRandom(seed, stream);
      return [random.uniform(), random.normal(), random.normal(), random.uniform()];
    };
    expect(draw(7, 3)).toEqual(draw(7, 3));
    expect(draw(7)).toEqual(draw(7, 0));
    expect(draw(7, 3)).not.toEqual(draw(7, 4));
    expect(draw(7)).not.toEqual(draw(7 + 2 ** 32));
  });

  it("has the moments of its distributions", () => {
    const count = 20_000;
    const random = createRandom(11);
    const sums = [0, 0, 0, 0];
    for (let k = 0; k < count; k++) {
      const u = random.uniform();
      const z = random.normal();
      expect(u >= 0 && u < 1).toBe(true);
      sums[0]! += u;
      sums[1]! += z;
      sums[2]! += z * z;
      sums[3]! += z ** 4;
    }
    // 5 standard errors: variances of u, z, z², z⁴ are 1/12, 1, 2, 96
    const expected = [0.5, 0, 1, 3];
    const variance = [1 / 12, 1, 2, 96];
    for (let k = 0; k < 4; k++) {
      expect(Math.abs(sums[k]! / count - expected[k]!)).toBeLessThan(5 * Math.sqrt(variance[k]! / count));
    }
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuses seed %s", (seed) => {
    expect(() => createRandom(seed)).toThrow(RangeError);
    expect(() => createRandom(0, seed)).toThrow(/stream must be/);
  });
});
