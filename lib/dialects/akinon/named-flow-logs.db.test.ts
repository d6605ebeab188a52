import { describe, expect, it } from 'vitest';
import { execution, withFlowLogs } from '@/lib/testing/with-flow-logs';

const { project, appendLines } = withFlowLogs();

/** The second is a day older under the same name. */
const NAMESAKES = [execution(1), execution(1_441, { id: 'run-1' })];

describe('logs of an execution that is named', () => {
  it('are those of all that are called so, the newest first', async () => {
    const { id: of, rows, ask, send } = await project();
    const steps = [{ seq: 1 }, { seq: 2 }];
    const [newer = '', older = ''] = await send(
      ...NAMESAKES.map((one) => ({ ...one, steps })),
      execution(2, { steps }),
    );
    for (const id of [newer, older]) await appendLines(of, id, [{ message: id }]);
    const named = async (params: Record<string, string>) =>
      (await rows(params)).map((one: { id: string }) => one.id);
    const both = { original_filename_uuid: 'run-1' };
    expect(await named(both)).toEqual([newer, older]);
    expect(await named({ ...both, limit: '1', page: '2' })).toEqual([older]);
    expect(await named({ ...both, log_type: '2', limit: '2', page: '2' })).toEqual([
      `step_${older}_1`,
      `step_${older}_2`,
    ]);
    expect(await named({ ...both, log_type: '3' })).toEqual([`log_${newer}_1`, `log_${older}_1`]);
    expect(await named({ original_filename_uuid: older.toUpperCase() })).toEqual([older]);
    const own = { log_type: '2', filename_uuid: `step_${older}_2` };
    expect(await named({ ...both, ...own })).toEqual([`step_${older}_2`]);
    expect((await ask({ ...own, original_filename_uuid: newer })).status).toBe(404);
    expect((await ask({ ...own, original_filename_uuid: 'run-2' })).status).toBe(404);
  });

  it('are none in a flow that it has not run, nor under a name that cannot be', async () => {
    const { ask, send } = await project();
    await send(execution(1), execution(2, { actions: [{ key: 'other' }] }));
    for (const name of ['run-2', 'run-1\0', 'nothing']) {
      expect((await ask({ original_filename_uuid: name })).status, name).toBe(404);
    }
    expect((await ask({ original_filename_uuid: 'run-1', flowId: 'other' })).status).toBe(404);
  });

  it('are found among thousands of lines by their place, whatever their seq', async () => {
    const { id: of, ask, send } = await project();
    const [id = ''] = await send(execution(1));
    const seqs = Array.from({ length: 1_500 }, (_, n) => n * 3 + 7);
    await appendLines(
      of,
      id,
      seqs.map((seq) => ({ seq, message: `line ${seq}` })),
    );
    const page = async (number: number) => {
      const answer = await ask({
        ...{ log_type: '3', original_filename_uuid: 'run-1' },
        ...{ limit: '100', page: String(number) },
      });
      return answer.status === 200 ? answer.json() : answer.status;
    };
    const first = await page(1);
    expect(first).toMatchObject({ count: 1_000, count_exact: false });
    expect(new URL(first.next).searchParams.get('page')).toBe('2');
    const tenth = await page(12);
    expect(tenth).toMatchObject({ count: 1_201, count_exact: false });
    expect(tenth.results.map((one: { flow_order: number }) => one.flow_order)).toEqual(
      seqs.slice(1_100, 1_200),
    );
    const last = await page(15);
    expect(last).toMatchObject({ count: 1_500, next: '' });
    expect(last.count_exact).toBeUndefined();
    expect(await page(16)).toBe(404);
  });
});
