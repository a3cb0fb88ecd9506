import { checkField, checkName, isWhole } from "./check-field.js";
import { imageSets } from "./image-sets.js";
import type { DataSource, ImageSource, SineSumSource, TableSource } from "./task.js";

/** Largest number of samples and of inputs. */
const MOST = 10_000_000;
const names = ["sine-sum", ...imageSets.map(({ name }) => name), "csv"];

/** Shapes of what a source gives. */
export interface SourceShape {
  readonly inputShape: readonly number[];
  readonly outputs: number;
}

/**
 * Checks where samples come from, and says what shape they have.
 *
 * @throws {RangeError} that names the first field that is wrong.
 * @example
 * checkSource({ source: "sine-sum", dimension: 5, samples: 2000, test: 0 }).inputShape; // [5]
 */
export function checkSource(source: DataSource): SourceShape {
  const action = "get samples";
  checkName(names, { action, field: "data.source", value: source.source });
  if (source.source === "sine-sum") return checkSineSum(source, action);
  return source.source === "csv" ? checkTable(source, action) : checkImages(source, action);
}

function checkSineSum({ dimension, samples, test }: SineSumSource, action: string): SourceShape {
  const counts = { dimension: [dimension, 1], samples: [samples, 1], test: [test, 0] } as const;
  for (const [name, [value, least]] of Object.entries(counts)) {
    const must = `a whole number from ${least} to ${MOST}`;
    checkField(isWhole(value, least, MOST), { action, field: `data.${name}`, must, value });
  }
  return { inputShape: [dimension], outputs: 1 };
}

function checkImages(data: ImageSource, action: string): SourceShape {
  const { source, classes, perClass, testPerClass, targets, shape } = data;
  const set = imageSets.find(({ name }) => name === source)!;
  const most = set.classes.length - 1;
  const areClasses = Array.isArray(classes) && classes.length >= 2 && classes.every((label) => isWhole(label, 0, most));
  const must = `two or more different classes from 0 to ${most}`;
  const isDistinct = areClasses && new Set(classes).size === classes.length;
  checkField(isDistinct, { action, field: "data.classes", must, value: classes });
  const isCount = perClass === null || isWhole(perClass, 1, set.perClass);
  const number = (least: number, available: number) => `null or a whole number from ${least} to ${available}`;
  checkField(isCount, { action, field: "data.perClass", must: number(1, set.perClass), value: perClass });
  const isTest = testPerClass === null || isWhole(testPerClass, 0, set.testPerClass);
  checkField(isTest, { action, field: "data.testPerClass", must: number(0, set.testPerClass), value: testPerClass });
  checkName(["binary", "one-hot"], { action, field: "data.targets", value: targets });
  const fits = targets === "one-hot" || classes.length === 2;
  checkField(fits, { action, field: "data.targets", must: "one-hot unless there are two classes", value: targets });
  checkName(["own", "cifar"], { action, field: "data.shape", value: shape });
  return {
    inputShape: shape === "cifar" ? imageSets.find(({ name }) => name === "cifar-10")!.shape : set.shape,
    outputs: targets === "binary" ? 1 : classes.length,
  };
}

function checkTable({ file, inputs, targets }: TableSource, action: string): SourceShape {
  const isFile = typeof file === "string" && file !== "";
  checkField(isFile, { action, field: "data.file", must: "the name of a CSV file", value: file });
  for (const [name, columns] of Object.entries({ inputs, targets })) {
    const areNames =
      Array.isArray(columns) && columns.length > 0 && columns.every((column) => typeof column === "string");
    const isDistinct = areNames && new Set(columns).size === columns.length;
    checkField(isDistinct, { action, field: `data.${name}`, must: "one or more different columns", value: columns });
  }
  const twice = targets.filter((column) => inputs.includes(column));
  checkField(twice.length === 0, { action, field: "data.targets", must: "columns that are no inputs", value: twice });
  return { inputShape: [inputs.length], outputs: targets.length };
}
