import type { FigurePanel, FigureSpec, PanelFigureOptions } from "../../../src/report/index.js";

export type FigureFormat = "png" | "svg" | "csv";

/** A figure as it can be taken away. */
export interface Exportable {
  /** Name of the file, without extension. */
  readonly name: string;
  /** What is compared; the first line of a CSV file, after `#`. */
  readonly protocol?: string;
  /** What is drawn, as the reports of the command line draw it. */
  spec(): FigureSpec | Promise<FigureSpec>;
  /** The numbers in it, with a header. */
  csv(): string;
}

/** What is said of panels that are taken away, and how the page draws them. */
export interface PanelExportOptions extends Pick<PanelFigureOptions, "labels"> {
  readonly title: string;
  readonly protocol: string;
}

/** What strokes are called that on the page have the names of their lines only. */
const strokeNames = { fitted: "thin line", measured: "dots" } as const;

/** What panels of lines are taken away as: long-form CSV, and the figure that a report has of them, in the page's colours. */
export function panelExport(
  panels: readonly FigurePanel[],
  { title, protocol, labels = [] }: PanelExportOptions,
): Exportable {
  return {
    name: fileName(title),
    protocol,
    async spec() {
      const { panelFigure, thinPanel } = await import("../../../src/report/index.js");
      // what is alone has its title above it already
      const drawn = panels.map((panel) => thinPanel(panels.length === 1 ? { ...panel, title: "" } : panel));
      return panelFigure(drawn, {
        title,
        subtitle: protocol,
        columns: Math.min(2, panels.length),
        labels,
        kindLabels: strokeNames,
      });
    },
    csv: () => panelsCsv(panels),
  };
}

/** A title as the name of a file: letters, digits and hyphens. */
export function fileName(title: string): string {
  const name = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return name.slice(0, 80).replace(/^-|-$/g, "") || "figure";
}

/** One row a point: panel, line, kind, x, y. Numbers have all their digits. */
export function panelsCsv(panels: readonly FigurePanel[]): string {
  const rows = ["panel,line,kind,x,y"];
  for (const { title, lines } of panels) {
    for (const { label, kind, x, y } of lines) {
      const head = [title, label, kind].map(quote).join(",");
      for (let k = 0; k < x.length; k++) rows.push(`${head},${x[k]},${y[k]}`);
    }
  }
  return `${rows.join("\n")}\n`;
}

function quote(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Offers a figure for download, and returns the name of the file. What draws SVG is loaded when it is first asked for. */
export async function saveFigure(figure: Exportable, format: FigureFormat): Promise<string> {
  const name = `${figure.name}.${format}`;
  saveBlob(await drawAs(figure, format), name);
  return name;
}

async function drawAs(figure: Exportable, format: FigureFormat): Promise<Blob> {
  if (format === "csv") return new Blob([withProtocol(figure.csv(), figure.protocol ?? "")], { type: "text/csv" });
  const { renderSvg } = await import("./render-svg.js");
  const svg = await renderSvg(await figure.spec());
  return format === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : rasterise(svg);
}

/** A table with what it is of in its first line, as a comment. */
export function withProtocol(csv: string, protocol: string): string {
  return protocol === "" ? csv : `# ${protocol.replace(/\s+/g, " ")}\n${csv}`;
}

/** SVG as PNG, twice as fine. */
async function rasterise(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * image.naturalWidth, 2 * image.naturalHeight];
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made."))),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
