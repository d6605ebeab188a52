import { OPERATIONS } from './operations';

/** Paths as they are asked for, those without a parameter first: `executions/stream` is no id. */
const PATHS = Array.from(new Set(OPERATIONS.map(({ path }) => path)))
  .toSorted((a, b) => parametersOf(a) - parametersOf(b))
  .map((path) => ({ pattern: patternOf(path), methods: methodsAt(path) }));

/** What may be done at a path of the API; null where it has no such path. */
export function methodsOf(path: string): readonly string[] | null {
  return PATHS.find(({ pattern }) => pattern.test(path))?.methods ?? null;
}

function methodsAt(path: string): string[] {
  const own = OPERATIONS.filter((one) => one.path === path).map(({ method }) => method);
  // Next answers these two of itself.
  const more = own.includes('get') ? ['HEAD', 'OPTIONS'] : ['OPTIONS'];
  return [...own.map((method) => method.toUpperCase()), ...more].toSorted();
}

function parametersOf(path: string): number {
  return path.split('{').length;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
