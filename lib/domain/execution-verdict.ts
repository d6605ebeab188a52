import type { Verdict } from './verdict';

/** Who reran it: the file with `--verify`, a browser, or the server's own runner. */
export type VerdictSource = 'verify' | 'browser' | 'runner';

export type PythonImplementation = 'cpython' | 'pyodide';

/** One part of the output that did not come out as recorded, as a unified diff. */
export interface Difference {
  part: string;
  diff: string;
}

/** The last rerun of an execution that counted. */
export interface ExecutionVerdict {
  verdict: Verdict;
  /** For example 3.11.7. */
  python: string;
  implementation: PythonImplementation;
  /** Of the file that ran, lower-case hex: see bundleSha256. */
  bundleSha256: string;
  source: VerdictSource;
  reportedAt: Date;
  /** Name of the person, or of the API key. */
  reportedBy: string;
  /** The same but for memory addresses. */
  masked: boolean;
  differences: readonly Difference[];
}
