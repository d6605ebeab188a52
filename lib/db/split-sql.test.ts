import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSql } from './split-sql';

describe('splitSql', () => {
  it.each([
    ['two statements', 'select 1; select 2', ['select 1', 'select 2']],
    ['nothing', ' \n;; -- only a comment\n', []],
    ['a string', `select 'a;b''; c'; select 2`, [`select 'a;b''; c'`, 'select 2']],
    [
      'an escape string',
      String.raw`select E'it\'s; so'; select 2`,
      [String.raw`select E'it\'s; so'`, 'select 2'],
    ],
    [
      'a word that ends in e',
      String.raw`select type'\'; select 2`,
      [String.raw`select type'\'`, 'select 2'],
    ],
    ['a quoted name', 'select 1 as "a;""b"; select 2', ['select 1 as "a;""b"', 'select 2']],
    [
      'a line comment',
      'select 1 -- no; not here\n; select 2',
      ['select 1 -- no; not here', 'select 2'],
    ],
    [
      'a nested comment',
      'select /* a; /* b; */ c; */ 1; select 2',
      ['select /* a; /* b; */ c; */ 1', 'select 2'],
    ],
    ['a comment before', '-- why\nselect 1;', ['-- why\nselect 1']],
    [
      'a body',
      'do $$ begin perform 1; end $$; select 2',
      ['do $$ begin perform 1; end $$', 'select 2'],
    ],
    [
      'a tagged body',
      'do $f$ select $$;$$; $f$; select 2',
      ['do $f$ select $$;$$; $f$', 'select 2'],
    ],
    ['a parameter', 'select $1; select $2', ['select $1', 'select $2']],
    ['a dollar in a name', 'select a$b$c; select d$b$', ['select a$b$c', 'select d$b$']],
    ['an open string', `select 'a; b`, [`select 'a`, 'b']],
  ])('%s', (_name, text, statements) => {
    expect(splitSql(text)).toEqual(statements);
  });

  it('loses nothing but semicolons and space', () => {
    const piece = fc.constantFrom(
      `'a;'`,
      '"b;"',
      '$$;$$',
      '$t$;$t$',
      '--;\n',
      '/*;*/',
      ';',
      ' x ',
      `E'\\';'`,
      '$1',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = `${pieces.join('')} end`;
        const kept = splitSql(text).join('').replace(/[;\s]/g, '');
        // Comments between two semicolons belong to no statement.
        expect(text.replace(/(--;\n|\/\*;\*\/)/g, '').replace(/[;\s]/g, '')).toBe(
          kept.replace(/(--|\/\*\*\/)/g, ''),
        );
      }),
    );
  });

  it('gives one command per statement of every migration', () => {
    const folder = new URL('../../prisma/migrations/', import.meta.url);
    for (const name of readdirSync(folder).filter((entry) => /^\d/.test(entry))) {
      const text = readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8');
      for (const statement of splitSql(text)) {
        expect(statement).toMatch(
          /^(--[^\n]*\n)*(create|alter|drop|do|insert|update|delete|comment|grant|set)\b/i,
        );
      }
    }
  });
});
