import { describe, expect, it } from 'vitest';
import { JsonEngine } from './json-engine';

const TEXT = `{"a":{"b":{"c":1}},"long":"${'x'.repeat(3_000)}","list":[1,2]}`;

function open(text = TEXT): JsonEngine {
  return new JsonEngine(text, text.length, false);
}

describe('JsonEngine', () => {
  it('steps over closing brackets and stays at the ends', () => {
    const engine = open();
    expect(engine.step(3, 1)).toEqual({ rowCount: 12, row: 6, line: 6 });
    expect(engine.step(6, -1).row).toBe(3);
    expect(engine.step(0, -1).row).toBe(0);
    expect(engine.edge(true).row).toBe(9);
    expect(engine.edge(false).row).toBe(0);
  });

  it('keeps the current line in place when rows come and go above it', () => {
    const engine = open();
    expect(engine.toggle(1)).toEqual({ rowCount: 8, row: 1, line: 1 });
    expect(engine.show(8)).toEqual({ rowCount: 8, row: 4, line: 8 });
    expect(engine.foldTo(1, 9)).toEqual({ rowCount: 5, row: 3, line: 7 });
    expect(engine.parent(7).line).toBe(0);
  });

  it('shows a long value on more rows, which steps count as one', () => {
    const engine = open();
    expect(engine.showAll(6, true).rowCount).toBe(11 + 26);
    expect(engine.step(6, 1).line).toBe(7);
    expect(engine.step(32, -1).line).toBe(6);
    expect(engine.showAll(6, false).rowCount).toBe(12);
  });

  it('opens what hides a match', async () => {
    const engine = open();
    engine.foldTo(1, 0);
    expect(await engine.find('"C"')).toEqual({ count: 1, capped: false });
    expect(engine.matchFrom(9)).toBe(0);
    expect(engine.openMatch(0)).toMatchObject({ row: 3, line: 3 });
  });

  it('gives up a search for a newer one', async () => {
    const engine = open(JSON.stringify(Array(400_000).fill('nothing')));
    const first = engine.find('nothing at all|');
    const second = engine.find('thing');
    expect(await second).toEqual({ count: 10_000, capped: true });
    await first;
  });

  it('knows the row where a text stops being JSON', () => {
    expect(open('{"a":1,\n"b":oops}').summary).toMatchObject({ faultRow: 1, lineCount: 2 });
  });
});
