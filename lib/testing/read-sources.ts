import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Source {
  /** From the root, with slashes. */
  path: string;
  text: string;
  /** Files of this tree by path, packages by the name that was written. */
  imports: string[];
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['app', 'components', 'lib', 'bin', 'bench', 'prisma', 'e2e', 'clients'];
const SKIPPED = /(^|\/)(generated|node_modules|dist|\.[^/]+)$/;
const ENDINGS = ['', '.ts', '.tsx', '.mjs', '/index.ts'];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every TypeScript and JavaScript file of the product, with what it imports. */
export function readSources(): Source[] {
  return FOLDERS.flatMap((folder) => filesBelow(folder)).map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
}

function filesBelow(folder: string): string[] {
  if (SKIPPED.test(folder) || !existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

export function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) =>
    resolve(path, match[1] ?? match[2] ?? match[3] ?? ''),
  );
}

function resolve(from: string, written: string): string {
  if (!/^(@\/|\.)/.test(written)) return written;
  const path = written.startsWith('@/') ? written.slice(2) : posix.join(dirname(from), written);
  const ending = ENDINGS.find(
    (end) => existsSync(join(ROOT, path + end)) && statSync(join(ROOT, path + end)).isFile(),
  );
  return path + (ending ?? '');
}
