/** What is said where the faster engine was wanted and is not there. */
export const slowEngineNote =
  "ONNX Runtime cannot be used here: running on WebAssembly, which is slower (npm install onnxruntime-node).";
