import { describe, expect, test } from 'vitest';
import { LIVE_CHARS, MAX_DRAWN_CHARS, PrintedText } from './printed-text.ts';

const printed = (...texts: (string | Uint8Array)[]) => {
  const stream = new PrintedText();
  for (const text of texts) {
    stream.add(typeof text === 'string' ? new TextEncoder().encode(text) : text);
  }
  return stream;
};

describe('the text of what is printed', () => {
  test('is all of it while it is short', () => {
    const stream = printed('\ufeffone\n', 'two ', '部品\n');
    expect(stream.tail()).toBe('\ufeffone\ntwo 部品\n');
    expect(stream.head()).toBe('\ufeffone\ntwo 部品\n');
    expect(stream.bytes).toBe(18);
  });

  test('leaves out a character of which only a part has come', () => {
    const [first = 0, ...rest] = new TextEncoder().encode('é');
    expect(printed('a', new Uint8Array([first])).tail()).toBe('a');
    expect(printed('a', new Uint8Array([first]), new Uint8Array(rest)).tail()).toBe('aé');
  });

  test.each([1, 2, 3, 5, 4_099])(
    'is the end of much, cut between characters (%i bytes more)',
    (more) => {
      const stream = printed(
        'x'.repeat(3 * LIVE_CHARS),
        '部'.repeat(2 * LIVE_CHARS),
        'y'.repeat(more),
      );
      const tail = stream.tail();
      expect(tail).toHaveLength(LIVE_CHARS);
      expect(tail).toBe(`${'部'.repeat(LIVE_CHARS - more)}${'y'.repeat(more)}`);
    },
  );

  test('is the end of characters of four bytes, whole', () => {
    const tail = printed('a', '𝄞'.repeat(LIVE_CHARS)).tail();
    expect(tail).toBe('𝄞'.repeat(LIVE_CHARS / 2));
  });

  test('is the beginning of much, once it has ended', () => {
    const stream = printed('x'.repeat(MAX_DRAWN_CHARS), 'y');
    expect(stream.head()).toBe('x'.repeat(MAX_DRAWN_CHARS));
    expect(stream.all()).toHaveLength(MAX_DRAWN_CHARS + 1);
  });
});
