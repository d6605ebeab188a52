import { type ErrorParams, parseErrorParams } from './error-params';

/** A page's search parameters as the screen of error groups that they describe. */
export async function readErrorParams(
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<ErrorParams> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    for (const one of [value ?? []].flat()) query.append(name, one);
  }
  return parseErrorParams(query);
}
