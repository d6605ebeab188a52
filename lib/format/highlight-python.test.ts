import { describe, expect, it } from 'vitest';
import { highlightPython } from './highlight-python.ts';

const CODE = `# Parts need a revision.
part = context["part"]
def needs(p):
    return p["state"] != "DRAFT" and 1.2
if needs(part) and not part.get("revision") is None:
    raise ValidationError(f"Part {part['id']} has none")
for line in part["lines"]:
    print(line["sku"])
`;

function text(code: string): string {
  return highlightPython(code)
    .map((line) => line.map(([piece]) => piece).join(''))
    .join('\n');
}

describe('highlightPython', () => {
  it('names the kinds of a program', () => {
    const kinds = new Map(
      highlightPython(CODE)
        .flat()
        .map(([piece, kind]) => [piece.trim(), kind]),
    );
    expect(Object.fromEntries(kinds)).toMatchObject({
      '# Parts need a revision.': 'comment',
      '"part"': 'string',
      def: 'keyword',
      needs: 'function',
      and: 'keyword',
      '1.2': 'number',
      None: 'constant',
      '!=': 'operator',
      print: 'function',
      raise: 'keyword',
    });
  });

  it('keeps every character, CRLF and the last newline counted as lines', () => {
    expect(text(CODE)).toBe(CODE);
    expect(text('a = 1\r\n\r\n\tb\0\u202e = "x')).toBe('a = 1\n\n\tb\0\u202e = "x');
    expect(highlightPython('')).toEqual([[]]);
  });

  it('leaves long lines and long texts plain', () => {
    expect(highlightPython(`x = "${'y'.repeat(6_000)}"`)).toHaveLength(1);
    expect(
      highlightPython(`x = "${'y'.repeat(6_000)}"`)[0]?.every(([, kind]) => kind === 'plain'),
    ).toBe(true);
    expect(
      highlightPython('x = 1\n'.repeat(40_000))
        .flat()
        .every(([, kind]) => kind === 'plain'),
    ).toBe(true);
  });

  it('answers with every line at once and has all colours later, across multi-line strings', async () => {
    const code = `${'x = """\nreturn\n"""\ndef f(): return 1\n'.repeat(5_000)}`;
    expect(highlightPython(code)).toHaveLength(20_001);
    await expect
      .poll(() => highlightPython(code)[19_999 - 1]?.some(([, kind]) => kind !== 'plain'), {
        timeout: 20_000,
      })
      .toBe(true);
    expect(highlightPython(code)[19_997]).toEqual([['return', 'string']]);
  });
});
