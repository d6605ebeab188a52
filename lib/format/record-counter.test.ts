import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, csvText } from './csv-cell';
import { RecordCounter } from './record-counter';

const encoder = new TextEncoder();

test('CSV: as many as were written, however the bytes arrive', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\r', ',', 'é') });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell)), fc.integer({ min: 1, max: 7 }), (rows, step) => {
      const text = csvLine(['a', 'b']) + rows.map((row) => csvLine(row.map(csvText))).join('');
      const bytes = encoder.encode(text);
      const counter = new RecordCounter('csv');
      for (let at = 0; at < bytes.length; at += step) counter.push(bytes.subarray(at, at + step));
      expect(counter.count).toBe(rows.length);
    }),
  );
});

test('NDJSON: the lines without the last one', () => {
  const counter = new RecordCounter('ndjson');
  expect(counter.count).toBe(0);
  counter.push(encoder.encode('{"a":"\\""}\n{"a":2}\n'));
  counter.push(encoder.encode('{"end":true,"count":2}\n'));
  expect(counter.count).toBe(2);
});
