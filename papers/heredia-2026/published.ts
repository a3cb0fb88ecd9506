/**
 * The author's published tables of E_T and E_{f,T} (c = 1.5, θ0 = −1.5, β = (0.99, 0.999)), read from the data of the public
 * repository carlosherediapimienta/nonlocal-adam, MIT licence.
 */
export interface PublishedError {
  readonly lr: number;
  /** θ′(0) of the second-order model; null: first order. */
  readonly velocity0: number | null;
  readonly errorTheta: number;
  readonly errorLoss: number;
}

const rows: readonly (readonly [lr: number, velocity0: number | null, errorTheta: number, errorLoss: number])[] = [
  [0.0005, null, 4.861141020828796e-7, 3.989423936672479e-11],
  [0.001, null, 1.0311327953371752e-5, 2.99956485531531e-9],
  [0.005, null, 0.00033216122887458344, 4.266979116071964e-6],
  [0.01, null, 0.0049985179568390325, 2.697773386372941e-5],
  [0.05, null, 0.06382219677631518, 0.14651886482654447],
  [0.0005, -1, 1.5835571587352604e-7, 1.2632558267899298e-11],
  [0.0005, 0, 1.3815110122550323e-7, 1.1001230133200028e-11],
  [0.0005, 1, 1.1734093141591018e-7, 9.326984014190593e-12],
  [0.0005, 2, 9.593523531137294e-8, 7.611151571370083e-12],
  [0.001, -1, 1.362935716398006e-5, 3.6482357877224796e-9],
  [0.001, 0, 1.0967318664345527e-5, 3.140033750574721e-9],
  [0.001, 1, 8.368431089533779e-6, 2.548183463569242e-9],
  [0.001, 2, 5.832938292926748e-6, 1.8796470266444505e-9],
  [0.005, -1, 0.0004309834832650905, 5.833824223147591e-6],
  [0.005, 0, 0.000355912726840657, 4.63111831149305e-6],
  [0.005, 1, 0.0002728398417284339, 3.3919113635507877e-6],
  [0.005, 2, 0.00018276370549341614, 2.1571252704611718e-6],
  [0.01, -1, 0.007910856761389917, 0.00020306213609285463],
  [0.01, 0, 0.005971839673597823, 7.275701588708511e-5],
  [0.01, 1, 0.00402920279453689, 5.529688150565676e-6],
  [0.01, 2, 0.0021026292724684037, 3.124664835959963e-5],
  [0.05, -1, 0.10985220489306435, 0.26769944873476065],
  [0.05, 0, 0.08094073339003571, 0.1902468555672932],
  [0.05, 1, 0.04927931951007314, 0.11073841655291611],
  [0.05, 2, 0.015209718735320843, 0.03233048941678557],
];

export const publishedErrors: readonly PublishedError[] = rows.map(([lr, velocity0, errorTheta, errorLoss]) => {
  return { lr, velocity0, errorTheta, errorLoss };
});

/** Learning rates of the table, and the author's number of steps for each. */
export const publishedHorizons = [
  { lr: 5e-4, steps: 9000 },
  { lr: 1e-3, steps: 5500 },
  { lr: 5e-3, steps: 2000 },
  { lr: 0.01, steps: 1500 },
  { lr: 0.05, steps: 1000 },
] as const;

/** Slopes of log E_T over log lr as published, by model. */
export const publishedSlopes: ReadonlyMap<number | null, number> = new Map([
  [null, 2.53],
  [-1, 2.81],
  [0, 2.78],
  [1, 2.72],
  [2, 2.52],
]);
