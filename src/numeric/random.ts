/** A reproducible source of random numbers: the same seed and stream give the same sequence on every machine. */
export interface Random {
  /** Next number of the uniform distribution on [0, 1), a multiple of 2⁻⁵³. */
  uniform(): number;
  /** Next number of the standard normal distribution. */
  normal(): number;
}

const TWO_POW_32 = 2 ** 32;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** High 32 bits of the product of two unsigned 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 0x10000);
  const cross = aLow * bHigh + (middle % 0x10000);
  return aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000);
}

/**
 * The bijection Philox4x32-10: writes the block that belongs to `counter` (4 words) and `key` (2 words) into `out`.
 *
 * @see J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3.
 */
export function philox(counter: Uint32Array, key: Uint32Array, out: Uint32Array): void {
  let key0 = key[0]!;
  let key1 = key[1]!;
  out.set(counter);
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, out[0]!);
    const low0 = Math.imul(MULTIPLIER_0, out[0]!);
    const high1 = multiplyHigh(MULTIPLIER_1, out[2]!);
    const low1 = Math.imul(MULTIPLIER_1, out[2]!);
    out[0] = high1 ^ out[1]! ^ key0;
    out[2] = high0 ^ out[3]! ^ key1;
    out[1] = low1;
    out[3] = low0;
    key0 = (key0 + WEYL_0) >>> 0;
    key1 = (key1 + WEYL_1) >>> 0;
  }
}

function checkWhole(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(
      `Cannot create a random stream as ${name} must be a whole number from 0 to 2^53 − 1: current value is ${value}`,
    );
  }
}

/**
 * Counter-based random numbers: draw k is a function of (seed, stream, k) alone.
 *
 * `uniform` uses 53 bits of a Philox4x32-10 block, two numbers a block; `normal` uses the polar form
 * `√(−2 ln(1 − u₁))·(cos, sin)(2πu₂)` (Box–Muller), so that two normals cost two uniforms.
 *
 * @param seed whole number from 0 to 2⁵³ − 1.
 * @param stream whole number in the same range; different streams of one seed are independent. Default 0.
 * @throws {RangeError} if `seed` or `stream` is not such a number.
 * @see J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 * @example
 * createRandom(1).normal() === createRandom(1).normal(); // true
 */
export function createRandom(seed: number, stream = 0): Random {
  checkWhole("seed", seed);
  checkWhole("stream", stream);
  const key = Uint32Array.of(seed % TWO_POW_32, Math.floor(seed / TWO_POW_32));
  const counter = Uint32Array.of(0, 0, stream % TWO_POW_32, Math.floor(stream / TWO_POW_32));
  const block = new Uint32Array(4);
  let blocks = 0;
  let used = 4;
  let spare: number | null = null;

  function uniform(): number {
    if (used === 4) {
      counter[0] = blocks % TWO_POW_32;
      counter[1] = Math.floor(blocks / TWO_POW_32);
      philox(counter, key, block);
      blocks++;
      used = 0;
    }
    const high = block[used]! >>> 5;
    const low = block[used + 1]! >>> 6;
    used += 2;
    return (high * 2 ** 26 + low) * 2 ** -53;
  }

  function normal(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  return { uniform, normal };
}
