import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** How many ports are tried from the first one on. */
const attempts = 50;

/**
 * Makes a server listen on a port, or on the next one that is free unless `isExact`; 0 is any. Returns the port.
 *
 * @throws {RangeError} if none could be had.
 */
export async function listen(
  server: Server,
  { host, port, isExact }: { readonly host: string; readonly port: number; readonly isExact: boolean },
): Promise<number> {
  const last = isExact || port === 0 ? port : Math.min(65_535, port + attempts - 1);
  for (let next = port; ; next++) {
    const code = await tryListen(server, { host, port: next });
    if (code === null) return (server.address() as AddressInfo).port;
    if (next >= last) {
      throw new RangeError(`Cannot serve as port must be one that can be had: current value is ${port} (${code})`);
    }
  }
}

/** Null, or the code of the error. */
function tryListen(server: Server, where: { readonly host: string; readonly port: number }): Promise<string | null> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.removeListener("listening", onListening);
      resolve(error.code ?? error.message);
    };
    const onListening = () => {
      server.removeListener("error", onError);
      resolve(null);
    };
    server.once("error", onError).once("listening", onListening).listen(where);
  });
}
