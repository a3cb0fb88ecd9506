import { type CliCommand, type CliInput, type CliIo, exitCodes } from "./command.js";
import { parseNumber, usageError } from "./values.js";

/** The first port that is tried; none that is registered for something well known. */
const DEFAULT_PORT = 8047;
const LAST_PORT = 65_535;

const examples = `
Examples:
  adaflow lab
  adaflow lab --open
  adaflow lab --port 9000 "#view=map&objective=quadratic"

The page computes in the browser and is served to this machine only. Its address goes to stdout. Ctrl-C ends the server, with
exit code 0: it has no other end. The folder dist/lab is the same page for any static host.`;

export const command: CliCommand = {
  configure(command) {
    command
      .argument("[state]", "what the page shows first: its address from # on, as its Share button copies it")
      .option("--port <n>", `port, 0 for any (default: ${DEFAULT_PORT}, or the next one that is free)`)
      .option("--open", "open the page in the system's browser")
      .addHelpText("after", examples);
  },
  run: lab,
};

async function lab(input: CliInput, io: CliIo): Promise<number> {
  const port = readPort(input);
  const folder = await findPage();
  const { openBrowser, serveFolder } = await import("../../adapters/web/index.js");
  const server = await serveFolder(folder.path, {
    port: port ?? DEFAULT_PORT,
    isExact: port !== undefined,
    // names that Vite gives carry a hash of the content
    immutable: /^\/assets\//,
    headers: { "content-security-policy": `${folder.policy}; frame-ancestors 'none'` },
  }).catch((error: unknown) => {
    if (error instanceof RangeError) error.message = error.message.replace("as port must", "as --port must");
    throw error;
  });
  const ended = io.untilCancelled();
  const url = addressOf(server.url, input.operands[0]);
  io.out(`${url}\n`);
  io.note("The lab is served to this machine; Ctrl-C ends it.");
  if (input.options.open === true) {
    openBrowser(url, {
      onFailure: (reason) => io.note(`No browser could be opened (${reason}): open the address above.`),
    });
  }
  await ended;
  await server.close();
  return exitCodes.done;
}

function readPort({ options: { port: text } }: CliInput): number | undefined {
  if (typeof text !== "string") return undefined;
  const value = { action: "serve", name: "--port", text };
  const port = parseNumber(value, "nonnegative");
  if (Number.isInteger(port) && port <= LAST_PORT) return port;
  throw usageError(value, `an integer from 0 to ${LAST_PORT}`);
}

/**
 * The built page, and what it says a page may do; that is sent with every file, as threads do not inherit it.
 *
 * @throws {RangeError} if it is not built.
 */
async function findPage(): Promise<{ readonly path: string; readonly policy: string }> {
  const { readFile } = await import("node:fs/promises");
  const { fileURLToPath } = await import("node:url");
  const path = fileURLToPath(new URL("../../lab", import.meta.url));
  const html = await readFile(`${path}/index.html`, "utf8").catch(({ code }: NodeJS.ErrnoException) => {
    throw new RangeError(
      `Cannot serve the lab as its page must be built (npm run build): current value is ${path} (${code})`,
    );
  });
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1];
  if (policy === undefined) {
    throw new RangeError("Cannot serve the lab as its page must have a Content-Security-Policy: current value is none");
  }
  return { path, policy };
}

/** The address of the page in a state, which may be given as an address of its own. */
function addressOf(base: string, state = ""): string {
  const url = new URL(base);
  url.hash = state.slice(state.indexOf("#") + 1);
  return url.href;
}
