import { checkField, checkName, isWhole } from "./check-field.js";
import { activations, type DenseNetwork, initializations, type Network, type ResidualNetwork } from "./network.js";

const action = "create a network";
/** Largest number of units of a layer, channels, or pixels along one side. */
const LARGEST_WIDTH = 1_000_000;

/**
 * Checks a network that came as data.
 *
 * @throws {RangeError} that names the first field that is wrong.
 * @example
 * checkNetwork({ kind: "dense", widths: [5, 100, 1], activation: "relu", initialization: "pytorch" }); // nothing is wrong
 */
export function checkNetwork(network: Network): void {
  checkName(["dense", "resnet18"], { action, field: "network.kind", value: network.kind });
  checkName(initializations, { action, field: "network.initialization", value: network.initialization });
  if (network.kind === "dense") checkDense(network);
  else checkResidual(network);
}

function checkDense({ widths, activation }: DenseNetwork): void {
  const isList =
    Array.isArray(widths) && widths.length >= 2 && widths.every((width) => isWhole(width, 1, LARGEST_WIDTH));
  const must = `two or more whole numbers from 1 to ${LARGEST_WIDTH}`;
  checkField(isList, { action, field: "network.widths", must, value: widths });
  checkName(activations, { action, field: "network.activation", value: activation });
}

function checkResidual({ image, outputs, widthFactor }: ResidualNetwork): void {
  const isImage = Array.isArray(image) && image.length === 3 && image.every((size) => isWhole(size, 1, LARGEST_WIDTH));
  const must = "three whole numbers ≥ 1: channels, height, width";
  checkField(isImage, { action, field: "network.image", must, value: image });
  const isNumber = isWhole(outputs, 1, LARGEST_WIDTH);
  checkField(isNumber, { action, field: "network.outputs", must: "a whole number ≥ 1", value: outputs });
  const isFactor = Number.isFinite(widthFactor) && widthFactor > 0 && widthFactor <= 16;
  checkField(isFactor, { action, field: "network.widthFactor", must: "in (0, 16]", value: widthFactor });
}
