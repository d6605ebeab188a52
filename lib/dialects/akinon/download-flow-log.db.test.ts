import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { GET as download } from '@/app/logs/download/route';
import { python } from '@/lib/testing/python';
import { serveRoutes } from '@/lib/testing/serve-routes';
import { execution, withFlowLogs } from '@/lib/testing/with-flow-logs';

const { project, appendLines } = withFlowLogs();
const run = promisify(execFile);
const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');

describe('a download', () => {
  it('is read by the documented program', async () => {
    const { slug, key, send } = await project();
    const [id = ''] = await send(
      execution(1, {
        ...{ status: 'failed', validation_message: 'No price', raised_action: 'price-flow' },
        ...{ context: { price: 12.5 }, output: { stdout: 'x\n' } },
      }),
    );
    const server = await serveRoutes({ '/logs/download': download });
    const program = golden('download-log.py')
      .replace('https://flow-dev.entegrator.akinon.net:3000', server.url)
      .replace('000000', `"${id}"`)
      .replace('<projectId>', slug)
      .replace('<flowId>', 'price-flow')
      .replace('<projectSlug>', slug)
      .replace('<token>', key);
    try {
      const env = { ...process.env, ...(await importPath()) };
      const { stdout } = await run(python, ['-c', program], { env });
      expect(stdout).toContain(`'id': '${id}'`);
      expect(stdout).toContain("'errors': [{'action': 'price-flow', 'message': 'No price'}]");
      expect(stdout).toContain("'request_body': {'price': 12.5}");
      expect(stdout).toContain("'response_body': {'stdout': 'x\\n'}");
    } finally {
      await server.close();
    }
  });

  it('of a sub log and of a line log has what went in, came out and went wrong', async () => {
    const { id: of, detail, send } = await project();
    const step = { seq: 1, name: 'Login', status: 'failed', input: { user: 'a' } };
    const [id = ''] = await send(execution(1, { steps: [{ ...step, error: { code: 401 } }] }));
    const data = { sku: 'a', text: 'x'.repeat(5_000) };
    await appendLines(of, id, [{ level: 'error', message: 'gone', data, extra: true }]);
    expect(await detail({ id: `step_${id}_1` })).toMatchObject({
      ...{ log_type: 2, process_group_name: 'Login', status: 3, errors: [{ code: 401 }] },
      ...{ request_body: { user: 'a' }, response_body: null },
    });
    expect(await detail({ id: `log_${id}_1` })).toMatchObject({
      ...{ log_type: 3, errors: [{ message: 'gone' }], data, attributes: { extra: true } },
    });
    expect(await detail({ id: 'run-1' })).toMatchObject({
      ...{ id, log_type: 1, errors: [], request_body: null, runlens_status: 'success' },
      sub_flows: [{ id: `step_${id}_1` }],
    });
  });

  it('refuses what is missing or incorrect', async () => {
    const { slug, load, send } = await project();
    const [id = ''] = await send(execution(1));
    const asked = { id, projectslug: slug };
    expect((await load(asked)).status).toBe(200);
    const wrong: [string, string][] = [
      ...(['id', 'flowId', 'projectid'].map((name) => [name, '-']) as [string, string][]),
      ...(['nothing', `step_${id}_1`, `log_${id}_1`].map((of) => ['id', of]) as [string, string][]),
      ...[
        ['flowId', 'other'],
        ['projectid', 'other'],
        ['projectslug', 'other'],
        ['page', '1'],
      ],
    ] as [string, string][];
    for (const [name, value] of wrong) {
      const answer = await load({ ...asked, [name]: value });
      expect(answer.status, `${name} ${value}`).toBe(400);
      expect(await answer.json()).toMatchObject({ status_code: 400 });
    }
  });
});

/** The package that the program imports may be missing; then a part of it stands in. */
async function importPath(): Promise<Record<string, string>> {
  const standIn = fileURLToPath(new URL('../../testing/requests-stand-in', import.meta.url));
  const asked = run(python, ['-c', 'import requests']);
  return asked.then(
    () => ({}),
    () => ({ PYTHONPATH: standIn }),
  );
}
