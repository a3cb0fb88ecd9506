/** What the lab needs and this browser does not have, in words; empty where all is there. */
export function missingFeatures(scope: object = globalThis): readonly string[] {
  const needed = [
    ["Worker", "Web Workers, on which everything is computed"],
    ["ResizeObserver", "ResizeObserver, by which figures fit the page"],
    ["IntersectionObserver", "IntersectionObserver, by which what is seen is drawn first"],
  ] as const;
  return needed.flatMap(([name, words]) => (name in scope ? [] : [words]));
}

/** Whether networks can be evaluated, which WebAssembly does. */
export function canRunNetworks(scope: object = globalThis): boolean {
  return "WebAssembly" in scope;
}
