import type { Model } from "../models/index.js";
import type { MemoryLayout } from "./layout.js";

/** Derivative blocks of all nodes of an element, row-major. */
export interface NodeBlocks {
  /** `s × n × n`: the field by y, through y itself and through the drive. */
  readonly state: Float64Array;
  /** `s × n × signalSize`: the field by the memories. */
  readonly memory: Float64Array;
  /** `s × signalSize × n`: the signals by y. */
  readonly signal: Float64Array;
}

/** The model at one moment, in buffers that the model's functions can take: no allocation per evaluation. */
export interface Node {
  time: number;
  readonly slope: Float64Array;
  readonly signal: Float64Array;
  load(source: Float64Array, offset: number): void;
  loadMemory(source: Float64Array, offset: number): void;
  addToMemory(component: number, change: number): void;
  /** Evaluates the drive and then the signals of all memories. */
  evaluateSignal(): void;
  /** Evaluates the drive and then the field. */
  evaluateField(): void;
  /** Writes the derivatives at the loaded node into row `i` of the blocks, by differences; false if not finite. */
  linearize(blocks: NodeBlocks, i: number): boolean;
}

const STEP = 1e-7;

/** Creates the evaluation buffers of a model. */
export function createNode(model: Model, layout: MemoryLayout): Node {
  const { stateSize: n, driveSize } = model;
  const { terms, signalSize: Q } = layout;
  const y = new Float64Array(n);
  const drive = new Float64Array(driveSize);
  const memory = terms.map(({ size }) => new Float64Array(size));
  const parts = terms.map(({ size }) => new Float64Array(size));
  const slope = new Float64Array(n);
  const signal = new Float64Array(Q);
  const keptDrive = new Float64Array(driveSize);
  const jacobian = new Float64Array(driveSize * n);
  const kept = new Float64Array(n);

  const writeSignal = () => {
    for (let index = 0; index < terms.length; index++) {
      model.memory[index]!.integrand(drive, parts[index]!);
      signal.set(parts[index]!, terms[index]!.signal);
    }
  };

  const driveJacobian = () => {
    if (model.driveJacobian) {
      model.driveJacobian(y, jacobian);
      return;
    }
    for (let b = 0; b < n; b++) {
      const value = y[b]!;
      const step = STEP * 10 * (1 + Math.abs(value));
      y[b] = value + step;
      model.drive(y, drive);
      for (let q = 0; q < driveSize; q++) jacobian[q * n + b] = drive[q]!;
      y[b] = value - step;
      model.drive(y, drive);
      for (let q = 0; q < driveSize; q++) jacobian[q * n + b] = (jacobian[q * n + b]! - drive[q]!) / (2 * step);
      y[b] = value;
    }
  };

  const node: Node = {
    time: 0,
    slope,
    signal,
    load(source, offset) {
      for (let a = 0; a < n; a++) y[a] = source[offset + a]!;
    },
    loadMemory(source, offset) {
      for (const [index, term] of terms.entries()) {
        for (let c = 0; c < term.size; c++) memory[index]![c] = source[offset + term.signal + c]!;
      }
    },
    addToMemory(component, change) {
      const index = terms.findIndex((term) => component < term.signal + term.size);
      memory[index]![component - terms[index]!.signal]! += change;
    },
    evaluateSignal() {
      model.drive(y, drive);
      writeSignal();
    },
    evaluateField() {
      model.drive(y, drive);
      model.field(node.time, y, drive, memory, slope);
    },
    linearize({ state, memory: byMemory, signal: bySignal }, i) {
      driveJacobian();
      model.drive(y, drive);
      keptDrive.set(drive);
      model.field(node.time, y, drive, memory, slope);
      for (let a = 0; a < n; a++) kept[a] = slope[a]!;
      // by the memories: relative steps, since a memory may span many orders of magnitude
      for (let index = 0; index < terms.length; index++) {
        const values = memory[index]!;
        for (let c = 0; c < values.length; c++) {
          const value = values[c]!;
          const step = value === 0 ? 1e-30 : 10 * STEP * value;
          values[c] = value + step;
          model.field(node.time, y, drive, memory, slope);
          const column = terms[index]!.signal + c;
          for (let a = 0; a < n; a++)
            byMemory[(i * n + a) * Q + column] = (slope[a]! - kept[a]!) / (values[c]! - value);
          values[c] = value;
        }
      }
      // by y, along y itself and the drive at once
      for (let b = 0; b < n; b++) {
        const value = y[b]!;
        const step = STEP * (1 + Math.abs(value));
        y[b] = value + step;
        for (let q = 0; q < driveSize; q++) drive[q] = keptDrive[q]! + step * jacobian[q * n + b]!;
        model.field(node.time, y, drive, memory, slope);
        for (let a = 0; a < n; a++) state[(i * n + a) * n + b] = (slope[a]! - kept[a]!) / step;
        writeSignal();
        for (let q = 0; q < Q; q++) bySignal[(i * Q + q) * n + b] = signal[q]!;
        for (let q = 0; q < driveSize; q++) drive[q] = keptDrive[q]! - step * jacobian[q * n + b]!;
        writeSignal();
        for (let q = 0; q < Q; q++) {
          const at = (i * Q + q) * n + b;
          bySignal[at] = (bySignal[at]! - signal[q]!) / (2 * step);
        }
        y[b] = value;
        drive.set(keptDrive);
      }
      return isUsable(state, i * n * n, n * n) && isUsable(byMemory, i * n * Q, n * Q) && kept.every(Number.isFinite);
    },
  };
  return node;
}

/**
 * Replaces infinite derivatives by 0, as of 0/0 = 0 by a memory that is empty; false if one is NaN.
 *
 * The Jacobian only steers an iteration: where a component does not move its derivative does not matter.
 */
function isUsable(derivatives: Float64Array, start: number, count: number): boolean {
  for (let at = start; at < start + count; at++) {
    if (Number.isNaN(derivatives[at]!)) return false;
    if (!Number.isFinite(derivatives[at]!)) derivatives[at] = 0;
  }
  return true;
}
