import { expect, it } from 'vitest';
import { browserLimits } from './browser-limits';

it.each([
  ["RuntimeError: can't start new thread", 'Threads'],
  ['OSError: [Errno 138] emscripten does not support processes.', 'Processes'],
  ["ModuleNotFoundError: No module named '_multiprocessing'", 'Processes'],
  ['urllib.error.URLError: <urlopen error [Errno 23] Host is unreachable>', 'network'],
  ["ModuleNotFoundError: No module named 'fcntl'", 'Signals'],
  ["ModuleNotFoundError: No module named 'numpy'", 'numpy is not part'],
  ['RangeError: Maximum call stack size exceeded', 'Nesting'],
])('%s', (stderr, word) => {
  const { met } = browserLimits('', `Traceback (most recent call last):\n${stderr}\n`);
  expect(met).toHaveLength(1);
  expect(met[0]).toContain(word);
});

it('says nothing of what has nothing to do with the browser', () => {
  for (const text of ['', 'ValidationError: no revision', "KeyError: 'thread'"]) {
    expect(browserLimits('import json, re\nprint("import socket")\n', text)).toEqual({
      met: [],
      ahead: [],
    });
  }
});

it.each([
  ['import threading\n', 'threading'],
  ['import os, subprocess as s\n', 'subprocess'],
  ['def f():\n    from concurrent.futures import ThreadPoolExecutor\n', 'concurrent'],
  ['from urllib.request import urlopen\n', 'urllib'],
])('foresees %j', (code, name) => {
  const { ahead } = browserLimits(code, '');
  expect(ahead).toHaveLength(1);
  expect(ahead[0]).toContain(`this code imports ${name}.`);
});
