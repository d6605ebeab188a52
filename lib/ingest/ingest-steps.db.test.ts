import { describe, expect, it } from 'vitest';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { ingestSteps } from './ingest-steps';

const { send, newProject, childrenOf } = withIngest();

async function running() {
  const project = newProject();
  const { ids } = await send(project, { ...LEAST, id: 'run', status: 'running' });
  const post = (...items: object[]) => {
    const body = items.map((item) => JSON.stringify(item)).join('\n');
    const headers = { contentEncoding: null, contentLength: null };
    return ingestSteps(project, ids[0] ?? '', new Blob([body]).stream(), headers);
  };
  return { project, post };
}

describe('steps of an execution that runs', () => {
  it('begin and end, and a late or repeated line changes nothing', async () => {
    const { project, post } = await running();
    const begun = { seq: 1, name: 'Read', connector: 'http', status: 'running', input: { a: 1 } };
    const ended = { seq: 1, status: 'success', duration_ms: 12.5, output: { b: 2 } };
    expect(await post(begun)).toMatchObject({ accepted: 1, seqs: [1] });
    expect(await post(ended)).toMatchObject({ accepted: 1 });
    expect(await post(begun, ended)).toMatchObject({ accepted: 0, duplicates: 2, rejected: [] });
    expect(await childrenOf(project, 'execution_steps')).toMatchObject([
      {
        ...{ seq: 1, name: 'Read', connector: 'http', status: 4, duration_ms: 12.5 },
        ...{ input_text: '{"a":1}', output_text: '{"b":2}' },
      },
    ]);
  });

  it('take several lines about one step in one request', async () => {
    const { project, post } = await running();
    const report = await post(
      { seq: 1, name: 'Read', status: 'running' },
      { seq: 2, parent_seq: 1, name: 'Inner', status: 'skipped' },
      { seq: 1, status: 'failed', error: { message: 'no' } },
      { seq: 1, status: 'success' },
    );
    expect(report).toMatchObject({ accepted: 3, seqs: [1, 2, 1, null] });
    expect(report.rejected).toMatchObject([{ index: 3, code: 'conflict' }]);
    expect(await childrenOf(project, 'execution_steps')).toMatchObject([
      { seq: 1, name: 'Read', status: 6, error_text: '{"message":"no"}' },
      { seq: 2, parent_seq: 1, status: 100 },
    ]);
  });

  it('are known by their seq, and say what is not stored', async () => {
    const { post } = await running();
    const report = await post({ name: 'no seq' }, { seq: 3, name: 'x', colour: 'red' });
    expect(report.rejected).toMatchObject([{ index: 0, code: 'missing_field' }]);
    expect(report.altered).toMatchObject([{ index: 1, alterations: [{ code: 'unknown_key' }] }]);
  });
});
