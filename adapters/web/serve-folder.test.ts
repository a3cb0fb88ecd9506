import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FolderServer, serveFolder } from "./index.js";

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let base: string;
let server: FolderServer;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), "adaflow-web-"));
  const folder = join(base, "page");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(base, "secret.txt"), "secret");
  for (const name of ["index.html", "a b.js", "assets/a.css", "assets/a.svg", "assets/a.woff2", "assets/a.wasm"]) {
    writeFileSync(join(folder, name), `content of ${name}`);
  }
  writeFileSync(join(folder, "assets/a.json"), "{}");
  writeFileSync(join(folder, "unknown.bin"), "?");
  symlinkSync(join(base, "secret.txt"), join(folder, "link.txt"));
  symlinkSync(base, join(folder, "out"));
  server = await serveFolder(folder, { port: 0, headers: { "content-security-policy": "default-src 'none'" } });
});

afterAll(async () => {
  await server.close();
  rmSync(base, { recursive: true });
});

/** A request whose path is sent as it stands. */
function ask(
  path: string,
  { method = "GET", encoding = "utf8", ...headers }: Record<string, string> = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: server.port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding(encoding as BufferEncoding).on("data", (text) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    asked.on("error", reject).end();
  });
}

describe("a served folder", () => {
  it("sends each file with its type, and what was asked to go with it", async () => {
    const types = {
      "/": "text/html; charset=utf-8",
      "/index.html": "text/html; charset=utf-8",
      "/a%20b.js": "text/javascript; charset=utf-8",
      "/assets/a.css?v=1": "text/css; charset=utf-8",
      "/assets/a.svg": "image/svg+xml",
      "/assets/a.woff2": "font/woff2",
      "/assets/a.wasm": "application/wasm",
      "/assets/a.json": "application/json; charset=utf-8",
      "/unknown.bin": "application/octet-stream",
    };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await ask(path);
      expect({ path, status, type: headers["content-type"] }).toEqual({ path, status: 200, type });
      expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-cache" });
      expect(headers["content-security-policy"]).toBe("default-src 'none'");
    }
    expect((await ask("/")).body).toBe("content of index.html");
  });

  it("sends only headers for HEAD, and nothing that a browser has already", async () => {
    const whole = await ask("/assets/a.css");
    const head = await ask("/assets/a.css", { method: "HEAD" });
    expect(head.body).toBe("");
    expect(head.headers["content-length"]).toBe(whole.headers["content-length"]);
    const known = await ask("/assets/a.css", { "if-none-match": `"other", ${whole.headers.etag}` });
    expect(known).toMatchObject({ status: 304, body: "" });
    expect((await ask("/assets/a.css", { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("packs text for browsers that unpack it, under a tag of its own, and leaves fonts as they are", async () => {
    const { headers, body } = await ask("/assets/a.css", { "accept-encoding": "gzip, br", encoding: "latin1" });
    expect(headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding" });
    expect(gunzipSync(Buffer.from(body, "latin1")).toString()).toBe("content of assets/a.css");
    const plain = await ask("/assets/a.css");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.headers.etag).not.toBe(headers.etag);
    const again = { "accept-encoding": "gzip", "if-none-match": headers.etag! };
    expect((await ask("/assets/a.css", again)).status).toBe(304);
    expect((await ask("/assets/a.woff2", { "accept-encoding": "gzip" })).body).toBe("content of assets/a.woff2");
  });

  it("lets browsers keep what never changes under its name", async () => {
    const lasting = await serveFolder(join(base, "page"), { port: 0, immutable: /^\/assets\// });
    const cachingOf = async (path: string) => (await fetch(`${lasting.url}${path}`)).headers.get("cache-control");
    expect(await cachingOf("assets/a.css")).toBe("public, max-age=31536000, immutable");
    expect(await cachingOf("index.html")).toBe("no-cache");
    await lasting.close();
  });

  it("leads nowhere else, however a path is written", async () => {
    const paths = [
      "/../secret.txt",
      "/assets/../../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e%2fsecret.txt",
      "/..\\secret.txt",
      "/%5c..%5csecret.txt",
      "/%252e%252e/secret.txt",
      `/${join(base, "secret.txt")}`,
      `//${join(base, "secret.txt")}`,
      "/link.txt",
      "/out/secret.txt",
      "/assets",
      "/assets/",
      "/index.html%00.js",
      "/__proto__",
      "http://elsewhere/index.html",
    ];
    for (const path of paths) {
      const { status, body } = await ask(path);
      expect({ path, status }).toEqual({ path, status: 404 });
      expect(body).not.toContain("secret");
    }
    expect((await ask("/%")).status).toBe(400);
    expect((await ask("/%ff")).status).toBe(400);
  });

  it("reads only", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      expect(await ask("/", { method })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
    }
  });

  it("answers only to its own names, so that no other site can read it", async () => {
    const { port } = server;
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`]) {
      expect((await ask("/", { host })).status).toBe(200);
    }
    for (const host of ["evil.example", `evil.example:${port}`, "localhost", `127.0.0.1:${port + 1}`]) {
      expect(await ask("/", { host })).toMatchObject({ status: 403 });
    }
  });

  it("is not there for other machines", async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ family, internal }) => family === "IPv4" && !internal);
    for (const { address } of others) await expect(fetch(`http://${address}:${server.port}/`)).rejects.toThrow();
  });
});

describe("its port", () => {
  it("is the next one that is free, or exactly the one that was asked for", async () => {
    const folder = join(base, "page");
    const next = await serveFolder(folder, { port: server.port });
    expect(next.port).toBeGreaterThan(server.port);
    await next.close();
    const exact = serveFolder(folder, { port: server.port, isExact: true });
    await expect(exact).rejects.toThrow(RangeError);
    await expect(exact).rejects.toThrow(`current value is ${server.port} (EADDRINUSE)`);
  });
});
