import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { LEAST, NOW, withIngest } from '@/lib/testing/with-ingest';
import { DAY_MS, dayOf } from './day';
import { dropDaysBefore } from './drop-days-before';
import { ensureDay } from './ensure-day';
import { listPartitions } from './list-partitions';
import { PARTITIONED_TABLES } from './partitioned-tables';

const { newProject, rowsOf, sendBody } = withIngest();
const TODAY = dayOf(NOW.getTime());
const dayBefore = (days: number) => TODAY - days * DAY_MS;

async function attachedDays() {
  const attached = (await listPartitions()).filter(({ state }) => state === 'attached');
  return attached.map(({ day }) => day);
}

/** Messages created in the first second of a day. */
function ofDay(day: number, count: number) {
  const created_at = new Date(day + 1_000).toISOString();
  const items = Array.from({ length: count }, (_, id) => ({ ...LEAST, id, created_at }));
  return items.map((item) => JSON.stringify(item)).join('\n');
}

describe('partitions', () => {
  it('are made once when many make them at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => ensureDay(dayBefore(100 + (i % 2)))));
    const days = await attachedDays();
    for (const day of [dayBefore(100), dayBefore(101)]) {
      expect(days.filter((other) => other === day)).toHaveLength(PARTITIONED_TABLES.length);
    }
  });

  it('are made for what arrives while others read and write', async () => {
    const projects = Array.from({ length: 6 }, newProject);
    const reader = await pool().connect();
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM runlens.executions');
    const reports = await Promise.all(
      projects.map((project, i) => sendBody(project, ofDay(dayBefore(10 + (i % 3)), 20))),
    );
    await reader.query('COMMIT');
    reader.release();
    expect(reports.map(({ accepted }) => accepted)).toEqual(projects.map(() => 20));
  });

  it('go when their day is over, with all that they hold, and with what a crash left', async () => {
    const project = newProject();
    await sendBody(project, ofDay(dayBefore(28), 1));
    await sendBody(project, ofDay(dayBefore(27), 1));
    await ensureDay(dayBefore(60));
    const left = `executions_p${new Date(dayBefore(60)).toISOString().slice(0, 10).replaceAll('-', '')}`;
    await pool().query(`ALTER TABLE runlens.executions DETACH PARTITION runlens.${left}`);
    await dropDaysBefore(dayBefore(27) + DAY_MS - 1);
    const rows = await rowsOf(project);
    expect(rows.map((row) => row.created_at.getTime())).toEqual([dayBefore(27) + 1_000]);
    const partitions = await listPartitions();
    expect(partitions.filter(({ day }) => day < dayBefore(27))).toEqual([]);
    expect(partitions.filter(({ day }) => day === dayBefore(27))).toHaveLength(
      PARTITIONED_TABLES.length,
    );
  });

  it('can go while something arrives for them: it is stored, or refused by name', async () => {
    const now = new Date(TODAY + 500);
    for (let round = 0; round < 6; round += 1) {
      const project = newProject();
      const sent = Array.from({ length: 3 }, () =>
        sendBody(project, ofDay(dayBefore(30), 30), now),
      );
      const [reports] = await Promise.all([Promise.all(sent), dropDaysBefore(dayBefore(29))]);
      for (const report of reports) {
        const codes = new Set(report.rejected.map(({ code }) => code));
        expect([...codes].filter((code) => code !== 'outside_retention')).toEqual([]);
        expect(report.accepted + report.duplicates + report.rejected.length).toBe(30);
      }
    }
  });
});
