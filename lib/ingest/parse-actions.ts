import type { RawValue } from '@/lib/domain/raw-json';
import { scanRawJson } from '@/lib/domain/raw-json-scan';
import { quoted } from './alteration-log';
import { ObjectReader } from './object-reader';
import type { Pacer } from './pacer';
import { scanPaced } from './scan-paced';

/** Most actions of one execution that can be filtered by; the text keeps all. */
const MAX_ACTIONS = 100;

export interface ParsedActions {
  actions: { key: string; name: string | null }[];
  text: string | null;
}

/** `actions`: keys, or objects with key and name, as a list or alone. Order is kept, repeats are not. */
export async function parseActions(reader: ObjectReader, pacer: Pacer): Promise<ParsedActions> {
  const member = reader.take('actions');
  if (!member) return { actions: [], text: null };
  const actions = new Map<string, string | null>();
  let left = 0;
  for (const [index, element] of (await elementsOf(reader, member, pacer)).entries()) {
    if (pacer.isDue()) await pacer.rest();
    const path = member.kind === 'array' ? `actions[${index}]` : 'actions';
    const action = parseAction(reader, element, path);
    if (!action) continue;
    if (actions.has(action.key) || actions.size < MAX_ACTIONS) {
      actions.set(action.key, action.name ?? actions.get(action.key) ?? null);
    } else left += 1;
  }
  if (left > 0) {
    const message = `${left} actions after the first ${MAX_ACTIONS} are kept as text only`;
    reader.alterations.add('actions', 'too_many', message);
  }
  return {
    actions: Array.from(actions, ([key, name]) => ({ key, name })),
    text: reader.slice(member),
  };
}

async function elementsOf(
  reader: ObjectReader,
  member: RawValue,
  pacer: Pacer,
): Promise<readonly RawValue[]> {
  if (member.kind !== 'array') return [member];
  const scan = await scanPaced(reader.text, { from: member.start, to: member.end }, pacer);
  if (!scan.ok) reader.refuseTooMany('actions', scan.message);
  return scan.ok ? scan.json.elements : [];
}

function parseAction(reader: ObjectReader, element: RawValue, path: string) {
  const { text, alterations } = reader;
  let fields: ObjectReader;
  if (element.kind === 'object') {
    const scan = scanRawJson(text, {
      from: element.start,
      to: element.end,
      allowNonFinite: true,
    });
    fields = new ObjectReader(text, scan.ok ? scan.json.members : [], `${path}.`, alterations);
  } else {
    const member = { ...element, key: 'key', keyStart: element.start, keyEnd: element.start };
    fields = new ObjectReader(text, [member], `${path}.`, alterations);
  }
  const key = fields.name('key') ?? fields.name('id');
  if (key !== null) return { key, name: fields.name('name') };
  const given = quoted(text.slice(element.start, element.end));
  alterations.add(path, 'invalid_type', `An action without a key is kept as text only: ${given}`);
  return null;
}
