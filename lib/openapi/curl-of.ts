import type { DocumentedOperation } from './open-api';

/** What stands for a parameter that has to be there. */
const SAMPLES: Record<string, string> = {
  projectId: 'default',
  flowId: 'check_part',
  log_type: '1',
  id: 'run_1',
  actionRunId: 'run_1',
};

/**
 * A command that asks an operation, for a shell with RUNLENS_URL and RUNLENS_API_KEY. Every word is quoted
 * so that it survives the shell as it is.
 */
export function curlOf(
  path: string,
  method: 'get' | 'post',
  { parameters = [], requestBody, responses, security, tags }: DocumentedOperation,
): string {
  const place = path.replaceAll(/\{(\w+)\}/g, (_, name) => SAMPLES[name] ?? name);
  const search = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name }) => `${name}=${SAMPLES[name] ?? ''}`)
    .join('&');
  const types = Object.keys(responses[200]?.content ?? {});
  const words = [`curl "$RUNLENS_URL${place}${search === '' ? '' : `?${search}`}"`];
  if (types.includes('text/event-stream')) words.push('--no-buffer');
  if (types.includes('application/zip')) words.push('--output runlens.zip');
  if (security?.length !== 0) words.push(keyOf(tags));
  const [type, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type !== undefined) {
    words.push(`-H ${quoted(`Content-Type: ${type}`)}`);
    words.push(`-d ${quoted(JSON.stringify(body?.example))}`);
  } else if (method === 'post') words.push('-X POST');
  return words.join(' \\\n  ');
}

/** StackOne’s document shows Basic, and all others the bearer. */
function keyOf(tags: readonly string[]): string {
  return tags.includes('StackOne')
    ? '-u "$RUNLENS_API_KEY:"'
    : '-H "Authorization: Bearer $RUNLENS_API_KEY"';
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
