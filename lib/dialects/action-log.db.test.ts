import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GET } from '@/app/logs/actions/[actionRunId]/route';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';

const { send, sendBody } = withIngest();

/** The documented example; what is kept in columns is given apart. */
const ID = 'adbf752f-6457-4ddd-89b3-98ae2252b83b';
const TIME = '2021-01-01T00:00:00Z';
const ATTRIBUTES = {
  event_time: TIME,
  project_id: 'dev-project-68574',
  account_id: '45355976281015164504',
  status_code: 200,
  connector_key: 'workday',
  connector_version: '1.0.0',
  connector_owner: 'stackone',
  http_method: 'GET',
  url: 'https://api.stackone.com/unified/hris/employees',
  source_type: 'DASHBOARD',
  source_id: '1234567890',
  source_value: 'ACCOUNT_TESTER',
  auth_type: 'API_KEY',
  auth_id: 'auth-123',
  user_agent: 'Mozilla/5.0',
  ip_address: '192.168.1.1',
  session_id: 'session-123',
  agent_id: 'agent-123',
  transport_type: 'HTTP',
  stream_type: 'HTTP',
  is_background: false,
  origin_owner_id: 'owner-123',
  origin_owner_name: 'Test Owner',
  connector_profile_id: 'profile-123',
  action_type: 'sync',
  category: 'hris',
  risk_level: 'low',
  tier2_score: 0.5,
};
const DOCUMENTED = {
  ...ATTRIBUTES,
  log_id: ID,
  log_type: 'action',
  action_run_id: ID,
  start_time: TIME,
  end_time: TIME,
  duration_ms: 356,
  success: true,
  mode: 'production',
  action_id: 'get_employees',
};
/** The documented order. */
const ORDER = [
  ...['log_id', 'log_type', 'action_run_id', 'event_time', 'start_time', 'end_time', 'duration_ms'],
  ...['project_id', 'account_id', 'success', 'status_code', 'connector_key', 'connector_version'],
  ...['connector_owner', 'mode', 'http_method', 'url', 'source_type', 'source_id', 'source_value'],
  ...['auth_type', 'auth_id', 'user_agent', 'ip_address', 'session_id', 'agent_id'],
  ...['transport_type', 'stream_type', 'is_background', 'origin_owner_id', 'origin_owner_name'],
  ...['action_id', 'connector_profile_id', 'action_type', 'category', 'risk_level', 'tier2_score'],
];
let last = 0;

async function project() {
  last += 1;
  const { id } = await createProject(`action-logs-${last}`, 'Action logs');
  const key = randomBytes(16).toString('hex');
  await createApiKey(id, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
  const basic = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const ask = (actionRunId: string, authorization = basic) =>
    GET(new Request('http://127.0.0.1/logs/actions/x', { headers: { authorization } }), {
      params: Promise.resolve({ actionRunId }),
    });
  return { id, ask };
}

describe('the log of an action', () => {
  it('is the documented one, field by field', async () => {
    const { id, ask } = await project();
    await send(id, {
      ...LEAST,
      id: ID,
      status: 'success',
      started_at: TIME,
      finished_at: TIME,
      duration_ms: 356,
      environment: 'production',
      actions: [{ key: 'get_employees' }],
      attributes: ATTRIBUTES,
    });
    const answer = await ask(ID);
    expect(answer.status).toBe(200);
    const log = await answer.json();
    expect(log).toEqual(DOCUMENTED);
    expect(Object.keys(log)).toEqual(ORDER);
  });

  it('has an end where start and duration say it', async () => {
    const { id, ask } = await project();
    const times = { started_at: '2026-11-20T10:00:00Z', duration_ms: 1_500 };
    await send(id, { ...LEAST, id: 'run', ...times });
    expect(await (await ask('run')).json()).toMatchObject({ end_time: '2026-11-20T10:00:01.500Z' });
    await send(id, { ...LEAST, id: 'short', duration_ms: 1_500 });
    expect(await (await ask('short')).json()).toMatchObject({ end_time: null });
  });

  it('has null for what was not sent or has another type, and keeps the digits of an id', async () => {
    const { id, ask } = await project();
    const attributes =
      '{"account_id":45355976281015164504,"status_code":"200","url":{},"auth_id":1,"event_time":"soon"}';
    await send(id, { ...LEAST, id: 'run', status: 'running' });
    const unset = await (await ask('run')).json();
    expect(Object.keys(unset)).toHaveLength(37);
    expect(unset).toMatchObject({
      success: null,
      start_time: null,
      url: null,
      is_background: null,
    });
    await sendBody(
      id,
      `{"id":"typed","event":"E","target":"T","status":"failed","created_at":"${LEAST.created_at}","attributes":${attributes}}`,
    );
    expect(await (await ask('typed')).json()).toMatchObject({
      account_id: '45355976281015164504',
      status_code: null,
      url: null,
      auth_id: '1',
      event_time: LEAST.created_at,
      success: false,
    });
  });

  it('is refused without a key, where there is none, and to other projects', async () => {
    const { id, ask } = await project();
    await send(id, { ...LEAST, id: 'run' });
    const other = await project();
    const refused = await ask('run', '');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
    expect(await refused.json()).toMatchObject({
      ...{ success: false, status_code: 401 },
      message: expect.stringContaining('or the key as the user name of Basic'),
    });
    const unknown = await ask('run', 'Basic bm90aGluZzo=');
    expect(unknown.status).toBe(401);
    expect((await unknown.json()).message).toContain('does not know the API key');
    const missing = await ask('nothing');
    const foreign = await other.ask('run');
    expect([missing.status, foreign.status]).toEqual([404, 404]);
    const body = await missing.json();
    expect(body).toMatchObject({ success: false, status_code: 404 });
    expect(await foreign.json()).toEqual(body);
  });
});
