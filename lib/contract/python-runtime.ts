/** What a browser has to fetch before Python runs in it. */
export interface PythonRuntime {
  /** Of Pyodide; part of the addresses, so that what is fetched may be kept for ever. */
  version: string;
  /** Sizes as they are after decompression, for the progress. */
  files: readonly { name: string; bytes: number }[];
}
