import {
  FIELD_NAMES,
  PATH_ROOTS,
  type PathRoot,
  parsePathField,
  printPathField,
} from '@/lib/domain/query-fields';
import { nearestName } from './nearest-name';
import { type QueryScan, refuse, replaced } from './query-scan';
import { quoteText } from './quote-text';

/** The one spelling of a known field: of a path, `ctx["part"].id` as `ctx.part.id`. */
export function canonicalField(name: string): string {
  const path = parsePathField(name);
  return path ? printPathField(path) : name;
}

/** @param clause where the clause begins and ends; the name stands in it, at `from` */
export function refuseField(
  scan: QueryScan,
  name: string,
  from: number,
  clause: [number, number],
): void {
  const root = PATH_ROOTS.find((one) => new RegExp(`^${one}(?![\\w-])`).test(name));
  const near = root ? nearPath(root, name) : nearestName(name, [...FIELD_NAMES, 'has']);
  const message = root
    ? `${name} is no path. Write ${root}.part.id, ${root}.lines[].sku or ${root}["a key"].`
    : `There is no field ${name}. Paths begin with ctx. or attr., and quotes make it plain text.`;
  refuse(
    scan,
    near ? [from, from + name.length] : clause,
    message,
    near
      ? [`Use ${near}`, replaced(scan, from, from + name.length, near)]
      : ['Search for it as text', replaced(scan, ...clause, quoteText(scan.text.slice(...clause)))],
  );
}

/** `ctx["größe"]` for `ctx.größe`. */
function nearPath(root: PathRoot, name: string): string | null {
  if (name.includes('[')) return null;
  const keys = name.split('.').slice(1).filter(Boolean);
  return keys.length > 0 ? printPathField({ root, path: keys.map((key) => ({ key })) }) : null;
}
