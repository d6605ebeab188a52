import { type ExecutionParams, parseExecutionParams } from './execution-params';

/** A page's search parameters as the screen that they describe. */
export async function readParams(
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<ExecutionParams> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(await searchParams)) {
    for (const one of [value ?? []].flat()) query.append(name, one);
  }
  return parseExecutionParams(query);
}
