import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type DownloadOptions, download } from "./download.js";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
}

const newTarget = () => join(mkdtempSync(join(tmpdir(), "adaflow-download-")), "file");

function begin(target: string, url: string, options: Partial<DownloadOptions> = {}): Promise<void> {
  const { signal } = new AbortController();
  return download(target, { url, signal, most: 3000, onBytes: () => {}, check: async () => {}, ...options });
}

describe("download", () => {
  it("stops above the most bytes that the file can have, and keeps nothing", async () => {
    const target = newTarget();
    let sent = 0;
    // no length is told, and no end comes
    const url = await serve((_, response) => {
      const send = (): void => {
        sent += 1000;
        if (!response.destroyed) response.write(Buffer.alloc(1000), () => setImmediate(send));
      };
      send();
    });
    const most: number[] = [];
    const beginning = begin(target, url, { onBytes: (bytes) => most.push(bytes) });
    await expect(beginning).rejects.toThrow(
      /^Cannot fetch .* as file must have at most 3000 bytes: current value is \d+/,
    );
    expect(sent).toBeGreaterThan(3000);
    expect(Math.max(0, ...most)).toBeLessThanOrEqual(3000);
    expect([existsSync(target), existsSync(`${target}.part`)]).toEqual([false, false]);
  });

  it("counts what an earlier attempt left", async () => {
    const target = newTarget();
    writeFileSync(`${target}.part`, Buffer.alloc(2000));
    const url = await serve((_, response) => {
      response.writeHead(206, { "content-range": "bytes 2000-9999/*" }).end(Buffer.alloc(1001));
    });
    await expect(begin(target, url)).rejects.toThrow("at most 3000 bytes: current value is 3001 bytes or more");
    expect(existsSync(`${target}.part`)).toBe(false);
  });

  it("refuses what is announced as too long before it comes, and takes what is just as long", async () => {
    const target = newTarget();
    const serveBytes = (bytes: number) =>
      serve((_, response) => response.writeHead(200, { "content-length": bytes }).end(Buffer.alloc(bytes)));
    const heard: number[] = [];
    const beginning = begin(target, await serveBytes(3001), { onBytes: (bytes) => heard.push(bytes) });
    await expect(beginning).rejects.toThrow("at most 3000 bytes: current value is 3001 bytes");
    expect(heard).toEqual([]);
    await begin(target, await serveBytes(3000));
    expect(readFileSync(target)).toEqual(Buffer.alloc(3000));
  });

  it("gives up a server that falls silent, keeping what came", async () => {
    const target = newTarget();
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": 2000 });
      response.write(Buffer.alloc(1000, 7));
    });
    await expect(begin(target, url, { patience: 1000 })).rejects.toThrow(
      "what came is kept, and the same command goes on from there: current value is 1000 of 2000 bytes (nothing for 1 s)",
    );
    expect(readFileSync(`${target}.part`)).toEqual(Buffer.alloc(1000, 7));
  });

  it("gives up a server that takes the question and says nothing", async () => {
    const url = await serve(() => {});
    await expect(begin(newTarget(), url, { patience: 100 })).rejects.toThrow(
      "the server must answer (there may be no network; --url names a mirror): current value is nothing for 0.1 s",
    );
  });

  it("bears a slow server that goes on", async () => {
    const target = newTarget();
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": 20 });
      let sent = 0;
      // twenty bytes take longer than the patience, the time between two is an eighteenth of it
      const sending = setInterval(() => {
        response.write("x");
        if (++sent < 20) return;
        clearInterval(sending);
        response.end();
      }, 50);
    });
    await begin(target, url, { patience: 900 });
    expect(readFileSync(target, "utf8")).toBe("x".repeat(20));
  });
});
