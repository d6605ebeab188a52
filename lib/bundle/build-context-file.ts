import { bundleFileName } from './bundle-file-name';
import type { BundleSource } from './bundle-source';
import { jsonOrNull } from './json-or-null';
import { prettyJson } from './pretty-json';

/**
 * A context as a file of its own, which `--context FILE` of a bundle takes. Indented as in the bundle:
 * numbers, escapes, key order and repeated keys stay as they are written. Null when it is no JSON.
 */
export function buildContextFile(
  source: Parameters<typeof bundleFileName>[0] & Pick<BundleSource, 'contextText'>,
): { name: string; text: string } | null {
  const json = jsonOrNull(source.contextText ?? '{}');
  if (json === null) return null;
  const name = bundleFileName(source).replace(/(\.py)?$/, '-context.json');
  return { name, text: `${prettyJson(json)}\n` };
}
