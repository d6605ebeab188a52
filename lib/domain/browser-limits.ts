/** What an action may want that Python in a browser does not have. */
interface Limit {
  /** The reason, as the start of a sentence. */
  words: string;
  /** Modules that are of no use without it. */
  modules: readonly string[];
  /** What its absence looks like on stderr. */
  signs: RegExp | null;
}

const LIMITS: readonly Limit[] = [
  {
    words: 'Threads do not run in the browser',
    modules: ['threading', '_thread', 'concurrent'],
    signs: /can't start new thread/,
  },
  {
    words: 'Processes do not run in the browser',
    modules: ['subprocess', 'multiprocessing', 'pty'],
    signs:
      /emscripten does not support processes|No module named '_(multiprocessing|posixsubprocess)'|module 'os' has no attribute '(fork|forkpty|spawn\w*|posix_spawnp?)'/,
  },
  {
    words: 'The network cannot be reached from here, by intent',
    modules: ['socket', 'socketserver', 'http', 'urllib', 'ftplib', 'smtplib', 'ssl', 'asyncio'],
    signs:
      /URLError|gaierror|No module named '_?(ssl|socket)'|unknown url type: https|Host is unreachable|ConnectionRefusedError/,
  },
  {
    words: 'Signals and timers of the system do not exist in the browser',
    modules: ['signal', 'fcntl', 'termios', 'resource', 'pwd', 'grp'],
    signs: /module 'signal' has no attribute|No module named '(fcntl|termios|resource|pwd|grp)'/,
  },
];

/** Beyond the standard library there is nothing; its own missing parts are told apart above. */
const MISSING_MODULE = /ModuleNotFoundError: No module named '([\w.]{1,100})'/;

const DEEP = /Maximum call stack size exceeded|RangeError/;

const importOf = (name: string) =>
  new RegExp(`^[ \\t]*(?:import|from)[ \\t]+(?:[\\w., \\t]*[ \\t,])?${name}\\b`, 'm');

export interface BrowserLimits {
  /** What stopped this run, going by its traceback. */
  met: string[];
  /** What the code imports and will not get, should it come to that. */
  ahead: string[];
}

/**
 * What of an action cannot run in the browser, in words.
 * @param failed what it printed to stderr, and what killed the interpreter
 */
export function browserLimits(code: string, failed: string): BrowserLimits {
  const end = failed.slice(-20_000);
  const met = LIMITS.filter(({ signs }) => signs?.test(end)).map(({ words }) => `${words}.`);
  const missing = met.length === 0 ? MISSING_MODULE.exec(end)?.[1] : undefined;
  if (missing)
    met.push(`Only Python’s standard library is here, and ${missing} is not part of it.`);
  if (DEEP.test(end)) met.push('Nesting this deep is beyond what a browser’s stack holds.');
  const ahead = LIMITS.flatMap(({ words, modules }) => {
    const used = modules.filter((name) => importOf(name).test(code));
    return used.length > 0 ? [`${words}; this code imports ${used.join(', ')}.`] : [];
  });
  return { met, ahead };
}
