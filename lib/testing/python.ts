import { execFileSync } from 'node:child_process';

/**
 * The interpreter that tests run; REPLAY_PYTHON names another version. Asked where it really is, for
 * the `python3` of a version manager is a script that takes longer than most of what is run.
 */
export const python = execFileSync(
  process.env.REPLAY_PYTHON ?? 'python3',
  ['-c', 'import sys; print(sys.executable)'],
  { encoding: 'utf8' },
).trim();
