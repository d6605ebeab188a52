import { expect, it } from 'vitest';
import { bulkReport } from './bulk-report';

it('is CSV that no spreadsheet takes for a formula', () => {
  const nothing = { attempt: null, code: null, message: null };
  expect(
    bulkReport([
      { ...nothing, id: 'a', outcome: 'started', attempt: 2 },
      { ...nothing, id: 'b', outcome: 'refused', code: 'not_failed', message: 'It, "b", is fine' },
      { ...nothing, id: 'c', outcome: 'failed', message: '=cmd()' },
    ]),
  ).toBe(
    'id,outcome,attempt,reason,message\r\na,started,2,,\r\n' +
      'b,refused,,not_failed,"It, ""b"", is fine"\r\nc,failed,,,\'=cmd()\r\n',
  );
});
