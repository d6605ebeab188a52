/**
 * What the native stream says beside the entries, in a form that does no harm to a reader who takes
 * every `data:` for an entry: a place is an id without data, and the end is named. Null where the
 * stream must break off: the reader was too slow, and gets all when it comes back with its last id.
 */
export function runLogControl(block: string): string | null {
  const lines = block.split('\n');
  const type = lines.find((line) => line.startsWith('event: '))?.slice('event: '.length);
  const id = lines.find((line) => line.startsWith('id: '));
  if (type === undefined) return `${block}\n\n`;
  if (type === 'gap' || type === 'reset') return null;
  const place = id === undefined ? '' : `${id}\n`;
  if (type === 'beat') return `: heartbeat\n${place}\n`;
  if (type !== 'end') return `${place}\n`;
  const said = lines.find((line) => line.startsWith('data: '))?.slice('data: '.length);
  return `event: end\n${place}data: {"event":"end","data":${said ?? '{}'}}\n\n`;
}
