import { readFileSync } from 'node:fs';

/** Each is a string of its own wherever the runtime stands, compiled when it is needed. */
const PARTS = {
  runtime: ['replay.py'],
  options: ['options.py'],
  deep: ['deep.py'],
  run: ['run.py', 'freeze.py'],
  watch: ['watch.py'],
  failure: ['failure.py'],
  network: ['network.py'],
  http: ['http.py'],
  outcome: ['outcome.py'],
  verify: ['verify.py'],
  record: ['record.py'],
};

/** The Python runtime as it is in this folder, in the order of a file. */
export function runtimeParts() {
  return Object.entries(PARTS).map(([name, files]) => {
    const texts = files.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'));
    const text = texts.join('\n');
    if (/'''|\n#=== /.test(text)) throw new Error(`${files} must not hold what ends a part`);
    return { name, files, text };
  });
}
