import { spawn } from 'node:child_process';

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How much of a failed command's output is worth showing. */
const TAIL_CHARACTERS = 20_000;

/**
 * Runs a command and keeps the end of its output. Never rejects: a command that is not there ends
 * with code 127, as in a shell.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined>, timeoutMs?: number }} options
 * @returns {Promise<{ code: number, tail: string }>}
 */
export function run(command, args, { cwd, env, timeoutMs }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env },
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    // Asked to stop, this process would otherwise leave the command behind, at work in the same files.
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal);
      process.exit(1);
    };
    for (const signal of SIGNALS) process.once(signal, pass);
    let tail = '';
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-TAIL_CHARACTERS);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ code: 127, tail: error.message }));
    child.on('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, pass);
      if (signal) keep(`\n${command} was ended by ${signal}`);
      resolve({ code: code ?? 1, tail: tail.trimEnd() });
    });
  });
}
