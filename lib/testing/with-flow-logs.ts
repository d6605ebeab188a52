import { randomBytes } from 'node:crypto';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { GET as download } from '@/app/logs/download/route';
import { GET as list } from '@/app/logs/route';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { ingestEntries } from '@/lib/ingest/ingest-entries';
import { withIngest } from './with-ingest';

/** When Akinon's documented example took place. */
export const DOCUMENTED_DAY = new Date('2023-06-23T12:00:00Z');
export const MINUTE_MS = 60_000;

/** An execution of the flow so many minutes before. */
export function execution(minutes: number, more: object = {}) {
  return {
    id: `run-${minutes}`,
    created_at: new Date(DOCUMENTED_DAY.getTime() - minutes * MINUTE_MS).toISOString(),
    event: 'UPDATE',
    target: 'PRICE',
    status: 'success',
    actions: [{ key: 'price-flow', name: 'price' }],
    ...more,
  };
}

/** Projects whose flow is asked for through Akinon's routes, on the day of its example. */
export function withFlowLogs() {
  const { sendBody } = withIngest();
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: DOCUMENTED_DAY });
  });
  afterAll(() => {
    vi.useRealTimers();
  });
  let last = 0;

  const project = async () => {
    last += 1;
    const { id, key: slug } = await createProject(`flow-logs-${last}`, 'Flow logs');
    const key = randomBytes(16).toString('hex');
    await createApiKey(id, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
    /** A value of `-` leaves the parameter out. */
    const asked = (params: Record<string, string>, headers: Record<string, string>) => {
      const query = new URLSearchParams({ projectid: slug, flowId: 'price-flow', ...params });
      for (const [name, value] of [...query]) if (value === '-') query.delete(name);
      return new Request(`http://127.0.0.1/logs?${query}`, { headers });
    };
    const context = { params: Promise.resolve({}) };
    const bearer = { authorization: `Bearer ${key}` };
    const ask = (params: Record<string, string> = {}, headers: Record<string, string> = bearer) =>
      list(asked({ log_type: '1', ...params }, headers), context);
    const rows = async (params: Record<string, string> = {}) => {
      const answer = await ask(params);
      expect(answer.status).toBe(200);
      return (await answer.json()).results;
    };
    const load = (params: Record<string, string>) => download(asked(params, bearer), context);
    /** The one JSON file of a download. */
    const detail = async (params: Record<string, string>) => {
      const answer = await load(params);
      expect(answer.status).toBe(200);
      const zip = await JSZip.loadAsync(await answer.text(), { base64: true });
      const [file, ...others] = Object.values(zip.files);
      expect(others).toEqual([]);
      return JSON.parse((await file?.async('text')) ?? '');
    };
    const send = async (...items: object[]) => {
      const body = items.map((item) => JSON.stringify(item)).join('\n');
      const { ids, rejected } = await sendBody(id, body, DOCUMENTED_DAY);
      expect(rejected).toEqual([]);
      return ids as ExecutionId[];
    };
    return { id, slug, key, ask, rows, load, detail, send };
  };

  const appendLines = async (of: ProjectId, id: ExecutionId, lines: (object | string)[]) => {
    const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    const headers = { contentEncoding: null, contentLength: null };
    const body = new Blob([texts.join('\n')]).stream();
    expect(await ingestEntries(of, id, body, headers)).toMatchObject({ rejected: [] });
  };
  return { project, appendLines };
}
