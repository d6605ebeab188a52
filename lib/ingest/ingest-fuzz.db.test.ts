import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';

const { newProject, send } = withIngest();

describe('an item of any kind', () => {
  it('of any kind never fails the request', async () => {
    const project = newProject();
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(1e308, -1, 'NaN', at, '2026-02-30', 1e12),
    );
    const keys =
      'id created_at started_at finished_at duration_ms target_record_id actions raised_action validation_message request_id triggered_by trigger environment attempt retry_of language code context output attributes steps entries other'.split(
        ' ',
      );
    const item = fc
      .dictionary(fc.constantFrom(...keys), value)
      .map((extra) => ({ ...LEAST, ...extra }));
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 60 }), async (items) => {
        const report = await send(project, ...items, { ...LEAST, id: 'neighbour' });
        expect(report.read).toBe(items.length + 1);
        expect(report.ids.at(-1)).not.toBeNull();
        expect(report.accepted + report.duplicates + report.rejected.length).toBe(report.read);
        expect(report.rejected.filter(({ code }) => code === 'not_storable')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
