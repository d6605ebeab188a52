import { preload } from 'react-dom';
import { PYTHON_MEMORY, type PythonRuntime } from '@/lib/contract/python-runtime';
import { paths } from '@/lib/paths';

/** Below it an answer is there as soon as it is asked for. */
const WORTH_BYTES = 1_000_000;

/**
 * Has the browser fetch Python with the page, beside the scripts that will ask for it.
 * @param isRecorded a recording has an order of hashes of its own, which no kept memory has
 */
export function preloadPython({ version, files }: PythonRuntime, isRecorded: boolean): void {
  for (const { name, bytes } of files) {
    if (bytes < WORTH_BYTES || (isRecorded && name === PYTHON_MEMORY)) continue;
    preload(paths.pythonFile(version, name), { as: 'fetch', crossOrigin: 'anonymous' });
  }
}
