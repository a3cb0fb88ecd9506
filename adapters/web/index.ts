export { openBrowser } from "./open-browser.js";
export { type FolderServer, type ServeFolderOptions, serveFolder } from "./serve-folder.js";
