declare module "virtual:formulas" {
  type FormulaName = import("./formulas.js").FormulaName;
  /** KaTeX's HTML with MathML for screen readers; made when the page is built, of nothing that a user wrote. */
  export const formulaHtml: Readonly<Record<FormulaName, string>>;
}
