const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in HTML, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** SVG text as the address of an image; only what an address in a quoted attribute cannot hold is encoded. */
export function svgDataUri(svg: string): string {
  const encoded = svg.replace(/[^\x20-\x7e]+|[%#<>"'&?{}|^`\\[\]]/gu, (part) =>
    part === "'" ? "%27" : encodeURIComponent(part),
  );
  return `data:image/svg+xml;charset=utf-8,${encoded}`;
}
