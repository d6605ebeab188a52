/** One line of the stream of files: what ends every `head`, a file without it, or a whole file. */
export type BundleLine =
  | { runtime: string }
  | { name: string; head: string }
  | { name: string; text: string };
