import { spawn } from "node:child_process";

/** The program that opens an address as the desktop does. None is a shell, to which an address could say more. */
const openers: Partial<Readonly<Record<NodeJS.Platform, readonly [program: string, ...parameters: string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens an address in the browser of the desktop; tells `onFailure` where there is none. */
export function openBrowser(url: string, { onFailure }: { readonly onFailure: (reason: string) => void }): void {
  const [program, ...parameters] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(program, [...parameters, url], { stdio: "ignore", detached: true });
  child.once("error", ({ message }) => onFailure(message));
  child.once("exit", (code) => {
    if (code !== 0 && code !== null) onFailure(`${program} ended with ${code}`);
  });
  child.unref();
}
