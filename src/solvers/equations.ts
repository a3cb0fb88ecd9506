import type { Model } from "../models/index.js";
import { factorLU, solveLU } from "../numeric/index.js";
import type { Collocation } from "./collocation.js";
import { memoryInfluence } from "./influence.js";
import type { MemoryLayout } from "./layout.js";
import { createNode, type NodeBlocks } from "./node.js";
import type { Window } from "./window.js";

/** The collocation equations `y(c_i) = y(0) + h Σ_j A_ij field(c_j)` of all elements of a window. */
export interface Equations {
  readonly window: Window;
  /** Unknowns per element: s·n. */
  readonly size: number;
  /** Writes the signals of the state `y` into `out` at `offset`. */
  writeSignal(y: Float64Array, out: Float64Array, offset: number): void;
  /** Evaluates the signals of all elements and carries the memory states along the window. */
  refresh(): void;
  /** Forms and factors the Jacobian of element e by its own unknowns; false if it is singular or not finite. */
  linearizeElement(e: number): boolean;
  /**
   * Newton steps for element e by these factors, its past and itself fresh, the future as read. Returns the largest
   * step relative to 1 + |y|, NaN where the equations are not finite; ends early below `tolerance`.
   */
  relaxElement(e: number, steps: number, tolerance: number): number;
  /** Factors the Jacobian of the whole window by all its unknowns, N = elements·s·n; false if singular or not finite. */
  linearize(matrix: Float64Array, pivots: Int32Array): boolean;
  /** Writes the residuals of the whole window into `out`, length N. */
  writeResidual(out: Float64Array): void;
  /** Whether nothing moves from the window's start on: signals, memories and the field are exactly 0 there. */
  isUndriven(): boolean;
  /** Largest state or signal at the window's start, displaced by `direction`; NaN counts as infinite. */
  magnitude(direction: Float64Array): number;
  /** How far y on element e moves, relative to 1 + |y|, if its memories are off by `error` (length signalSize). */
  sensitivity(e: number, error: Float64Array): number;
}

/** Creates the equations of `model` on a window. */
export function createEquations(
  model: Model,
  { layout, method, window }: { layout: MemoryLayout; method: Collocation; window: Window },
): Equations {
  const n = model.stateSize;
  const s = method.stages;
  const size = s * n;
  const { signalSize: Q, terms } = layout;
  const node = createNode(model, layout);
  const slopes = new Float64Array(size);
  const residual = new Float64Array(size);
  const factors: Float64Array[] = [];
  const pivots: Int32Array[] = [];
  const ownBlocks = createBlocks(s);
  const block = new Float64Array(s * n * n);
  const states = (e: number) => window.states.subarray(e * layout.stateSize, (e + 1) * layout.stateSize);
  const length = (e: number) => window.breaks[e + 1]! - window.breaks[e]!;

  function createBlocks(nodes: number): NodeBlocks {
    return {
      state: new Float64Array(nodes * n * n),
      memory: new Float64Array(nodes * n * Q),
      signal: new Float64Array(nodes * Q * n),
    };
  }

  function loadNode(e: number, i: number): void {
    node.time = window.breaks[e]! + method.nodes[i]! * length(e);
    node.load(window.y, (e * s + i) * n);
    node.loadMemory(window.seen, i * Q);
  }

  function writeSignals(e: number): void {
    for (let i = e * s; i < (e + 1) * s; i++) {
      node.load(window.y, i * n);
      node.evaluateSignal();
      for (let q = 0; q < Q; q++) window.signal[i * Q + q] = node.signal[q]!;
    }
  }

  /** slopes = field at the nodes of element e, by the memories as seen plus `error`. */
  function writeSlopes(e: number, error: Float64Array | null): void {
    for (let i = 0; i < s; i++) {
      loadNode(e, i);
      if (error) for (let q = 0; q < Q; q++) node.addToMemory(q, error[q]!);
      node.evaluateField();
      for (let a = 0; a < n; a++) slopes[i * n + a] = node.slope[a]!;
    }
  }

  /** out = h A slopes. */
  function integrateSlopes(e: number, out: Float64Array): void {
    const h = length(e);
    for (let i = 0; i < s; i++) {
      for (let a = 0; a < n; a++) {
        let sum = 0;
        for (let j = 0; j < s; j++) sum += method.A[i * s + j]! * slopes[j * n + a]!;
        out[i * n + a] = h * sum;
      }
    }
  }

  function writeElementResidual(e: number): void {
    window.see(e);
    writeSlopes(e, null);
    integrateSlopes(e, residual);
    for (let i = 0; i < s; i++) {
      for (let a = 0; a < n; a++) {
        const from = e === 0 ? window.start[a]! : window.y[(e * s - 1) * n + a]!;
        residual[i * n + a]! += from - window.y[(e * s + i) * n + a]!;
      }
    }
  }

  /** Largest entry of a correction of element e, relative to 1 + |y|; NaN if any is. */
  function relativeSize(correction: Float64Array, e: number): number {
    let largest = 0;
    for (let i = 0; i < size; i++) {
      const relative = Math.abs(correction[i]!) / (1 + Math.abs(window.y[e * size + i]!));
      if (!(relative <= largest)) largest = relative;
    }
    return largest;
  }

  /** Adds to `matrix` the rows of element e in the columns of node `to`: −h A (derivative of the slopes by y there). */
  function addColumns(e: number, matrix: Float64Array, at: { width: number; row: number; column: number }): void {
    const h = length(e);
    for (let i = 0; i < s; i++) {
      for (let a = 0; a < n; a++) {
        for (let b = 0; b < n; b++) {
          let sum = 0;
          for (let j = 0; j < s; j++) sum += method.A[i * s + j]! * block[(j * n + a) * n + b]!;
          matrix[(at.row + i * n + a) * at.width + at.column + b]! -= h * sum;
        }
      }
    }
  }

  /** block = derivative of the slopes at the s nodes from `first` on by y at node `to`, given the influence of its signal. */
  function couple(
    blocks: NodeBlocks,
    first: number,
    to: number,
    influence: (index: number, j: number) => number,
  ): void {
    for (let j = 0; j < s; j++) {
      const from = first + j;
      for (let ab = 0; ab < n * n; ab++) block[j * n * n + ab] = from === to ? blocks.state[from * n * n + ab]! : 0;
      for (let index = 0; index < terms.length; index++) {
        const weight = influence(index, j);
        if (weight === 0) continue;
        const { size: width, signal } = terms[index]!;
        for (let a = 0; a < n; a++) {
          for (let c = signal; c < signal + width; c++) {
            const byMemory = weight * blocks.memory[(from * n + a) * Q + c]!;
            // most memories act on one component only
            if (byMemory === 0) continue;
            for (let b = 0; b < n; b++) block[(j * n + a) * n + b]! += byMemory * blocks.signal[(to * Q + c) * n + b]!;
          }
        }
      }
    }
  }

  return {
    window,
    size,
    writeSignal(y, out, offset) {
      node.load(y, 0);
      node.evaluateSignal();
      out.set(node.signal, offset);
    },
    refresh() {
      for (let e = 0; e < window.tables.length; e++) {
        writeSignals(e);
        window.carry(e);
      }
    },
    linearizeElement(e) {
      window.see(e);
      for (let i = 0; i < s; i++) {
        loadNode(e, i);
        if (!node.linearize(ownBlocks, i)) return false;
      }
      factors[e] ??= new Float64Array(size * size);
      pivots[e] ??= new Int32Array(size);
      const J = factors[e]!.fill(0);
      for (let k = 0; k < s; k++) {
        couple(ownBlocks, 0, k, (index, j) => window.tables[e]![index]!.own.weights[j * s + k]!);
        addColumns(e, J, { width: size, row: 0, column: k * n });
      }
      for (let i = 0; i < size; i++) J[i * size + i]! += 1;
      return factorLU(J, pivots[e]!);
    },
    relaxElement(e, steps, tolerance) {
      let largest = 0;
      for (let step = 0; step < steps; step++) {
        writeElementResidual(e);
        solveLU(factors[e]!, pivots[e]!, residual);
        const change = relativeSize(residual, e);
        if (!(change < Infinity)) return Number.NaN;
        for (let i = 0; i < size; i++) window.y[e * size + i]! += residual[i]!;
        writeSignals(e);
        largest = Math.max(largest, change);
        if (change <= tolerance) break;
      }
      window.carry(e);
      return largest;
    },
    linearize(matrix, pivot) {
      const elements = window.tables.length;
      const N = elements * size;
      const blocks = createBlocks(elements * s);
      for (let e = 0; e < elements; e++) {
        window.see(e);
        for (let i = 0; i < s; i++) {
          loadNode(e, i);
          if (!node.linearize(blocks, e * s + i)) return false;
        }
      }
      const nodes = elements * s;
      const influence = terms.map((term, index) => memoryInfluence(term, index, window.tables));
      matrix.fill(0);
      for (let e = 0; e < elements; e++) {
        for (let to = 0; to < nodes; to++) {
          couple(blocks, e * s, to, (index, j) => influence[index]![(e * s + j) * nodes + to]!);
          addColumns(e, matrix, { width: N, row: e * size, column: to * n });
        }
        for (let i = 0; i < size; i++) {
          matrix[(e * size + i) * N + e * size + i]! += 1;
          if (e > 0) matrix[(e * size + i) * N + (e * s - 1) * n + (i % n)]! -= 1;
        }
      }
      return factorLU(matrix, pivot);
    },
    writeResidual(out) {
      for (let e = 0; e < window.tables.length; e++) {
        writeElementResidual(e);
        out.set(residual, e * size);
      }
    },
    isUndriven() {
      node.load(window.start, 0);
      node.evaluateSignal();
      const isZero = (value: number) => value === 0;
      // without signals there is no memory to stay empty: rest is then found as any other
      if (Q === 0 || !node.signal.every(isZero) || !states(0).every(isZero)) return false;
      node.time = window.breaks[0]!;
      node.loadMemory(new Float64Array(Q), 0);
      node.evaluateField();
      return node.slope.every(isZero);
    },
    magnitude(direction) {
      node.load(
        window.start.map((value, a) => value + direction[a]!),
        0,
      );
      node.evaluateSignal();
      let largest = 0;
      for (const values of [window.start, node.signal]) {
        for (const value of values) if (!(Math.abs(value) <= largest)) largest = Math.abs(value);
      }
      return Number.isNaN(largest) ? Infinity : largest;
    },
    sensitivity(e, error) {
      window.see(e);
      const moved = new Float64Array(size);
      const unmoved = new Float64Array(size);
      writeSlopes(e, error);
      integrateSlopes(e, moved);
      writeSlopes(e, null);
      integrateSlopes(e, unmoved);
      for (let i = 0; i < size; i++) moved[i]! -= unmoved[i]!;
      if (moved.every((value) => value === 0)) return 0;
      if (!this.linearizeElement(e)) return Number.NaN;
      solveLU(factors[e]!, pivots[e]!, moved);
      return relativeSize(moved, e);
    },
  };
}
