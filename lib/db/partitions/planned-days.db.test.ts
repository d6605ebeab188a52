import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingestEntries } from '@/lib/ingest/ingest-entries';
import { ingestSteps } from '@/lib/ingest/ingest-steps';
import { LEAST, NOW } from '@/lib/testing/with-ingest';
import { SUCCESS, withRuns } from '@/lib/testing/with-runs';
import { finishRun } from '../runs/finish-run';
import { DAY_MS } from './day';
import { ensureDays } from './ensure-days';

const { claimed, newProject, query, send } = withRuns();

/** What looks for something whose day nobody has said. */
const OF_ALL_DAYS = [
  // The producer's id.
  /external_id = /,
  // The newest of an action.
  /action_keys @> .* ORDER BY id DESC LIMIT/,
];

interface Asked {
  text: string;
  values: unknown[];
}

const asked = new Map<string, Asked>();
const { query: ask } = pg.Client.prototype;

beforeAll(async () => {
  await ensureDays(NOW.getTime() - 20 * DAY_MS, NOW.getTime() + DAY_MS);
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first, second] = given as [string | Asked, unknown[] | undefined];
    const text = typeof first === 'string' ? first : first.text;
    const values = typeof first === 'string' ? second : first.values;
    asked.set(text, { text, values: Array.isArray(values) ? values : [] });
    return Reflect.apply(ask, this, given);
  } as typeof ask;
});

afterAll(() => {
  pg.Client.prototype.query = ask;
});

/** The days whose tables stand in the plan of a statement. */
async function plannedDays({ text, values }: Asked): Promise<Set<string>> {
  const { rows } = await query(`EXPLAIN (FORMAT JSON) ${text}`, values);
  return new Set(Array.from(JSON.stringify(rows).matchAll(/_p(\d{8})\b/g), ([, day]) => day ?? ''));
}

it('what is sent, retried and run is planned for its own day, not for all', async () => {
  const plain = { contentEncoding: null, contentLength: null };
  const body = (items: object[]) => new Blob([JSON.stringify(items)]).stream();
  const entries = [{ seq: 1, level: 'error', message: 'one' }, { message: 'two' }];
  const steps = [{ seq: 1, name: 'Read', connector: 'http', status: 'success' }];
  const project = newProject();
  const message = { ...LEAST, id: 'a', entries: entries.slice(0, 1), steps, code: 'print(1)' };
  await send(project, { ...message, status: 'running' }, { ...LEAST, id: 'b' });
  const { ids } = await send(project, { ...message, status: 'failed', steps });
  await ingestEntries(project, ids[0] ?? '', body(entries), plain);
  await ingestSteps(project, ids[0] ?? '', body(steps), plain);
  const { lease } = await claimed({ steps, entries: entries.slice(0, 1) });
  await finishRun(lease, SUCCESS);

  const statements = Array.from(asked.values()).filter(
    ({ text }) =>
      /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/.test(text) && /runlens\.exec/.test(text),
  );
  expect(statements.length).toBeGreaterThan(20);
  const wide: string[] = [];
  for (const statement of statements) {
    const line = statement.text.replaceAll(/\s+/g, ' ').trim();
    const days = await plannedDays(statement);
    if (days.size > 1 && !OF_ALL_DAYS.some((one) => one.test(line))) {
      wide.push(`${days.size} days: ${line.slice(0, 160)}`);
    }
  }
  expect(wide).toEqual([]);
});
