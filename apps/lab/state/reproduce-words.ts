/** A figure of a paper, and how much of it is run. */
export interface ReproducedFigure {
  readonly paper: string;
  readonly figure: number;
  readonly scale: string;
}

/** The words after `adaflow` that reproduce a figure, without what is usual. */
export function reproduceWords({ paper, figure, scale }: ReproducedFigure): readonly string[] {
  return [
    "reproduce",
    ...(paper === "heredia-2024" ? [] : [paper]),
    ...["--only", `${figure}`],
    ...(scale === "laptop" ? [] : ["--scale", scale]),
  ];
}
