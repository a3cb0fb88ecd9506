import type { Certificate } from "../../../src/certificates/index.js";
import { certificateFigure, type FigurePanel, promisePanel } from "../../../src/report/index.js";
import type { Exportable } from "../drawing/export-figure.js";
import { protocolLines } from "../state/protocol.js";

/** The promises of a certificate as panels: its value and its bound along the run. */
export function certificatePanels({ theorem, promises }: Certificate): readonly FigurePanel[] {
  return promises.map((promise) => ({ ...promisePanel(promise), title: `${theorem}: ${promise.name}` }));
}

/** All promises of a certificate to be taken away, as `adaflow certify` draws and writes them. */
export function certificateExport(certificate: Certificate, protocol: string): Exportable {
  return {
    name: certificate.theorem,
    spec: () => certificateFigure([certificate], { title: protocolLines(protocol) }),
    csv: () => promisesCsv(certificate),
  };
}

/** Every promise at every moment at which it bounds something. */
export function promisesCsv({ theorem, promises }: Certificate): string {
  const rows = ["theorem,promise,over,at,bound,value"];
  for (const { name, over = "t", times, bound, value } of promises) {
    for (let k = 0; k < times.length; k++) {
      if (Number.isFinite(bound[k]!)) rows.push(`${theorem},${name},${over},${times[k]},${bound[k]},${value[k]}`);
    }
  }
  return `${rows.join("\n")}\n`;
}
