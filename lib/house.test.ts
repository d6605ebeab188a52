import { describe, expect, it } from 'vitest';
import { ARROWS, FREE_ROOMS, mayImport, ONLY_IN, PURE_ROOMS, roomOf } from './arrows';
import { findCycles } from './testing/find-cycles';
import { importsOf, readSources } from './testing/read-sources';

const sources = readSources();
const isTest = (path: string) => /\.test\.tsx?$/.test(path);
/** Tests may look into every room. */
const product = sources.filter(({ path }) => !isTest(path));

const MOST_LINES = 400;
const MOST_LINES_OF: Record<string, number> = { 'page.tsx': 60, 'route.ts': 30 };

/** Written by a program. */
const GENERATED = new Set([
  'clients/typescript/api-types.ts',
  'lib/bundle/replay-text.ts',
  'lib/bundle/record-text.ts',
  'lib/bundle/run-all-text.ts',
]);

const KEBAB_FILE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|db|spec|worker|config|d))*\.(ts|tsx|mjs)$/;
/** Folders of app are URLs: [id], [...rest], (group), openapi.json. */
const FOLDER =
  /^(\(?[a-z0-9]+([-.][a-z0-9]+)*\)?|\[{1,2}(\.\.\.)?[a-z0-9]+([-A-Z][A-Za-z0-9]*)*\]{1,2})$/;
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|types|constants|index|shared|lib)$/;

/** The browser's own words of a failure, e.g. "Failed to fetch". */
const RAW_WORDS =
  /instanceof Error \?|as Error\)\.message|(?<!(?:result|answer|made)\.)\berror\??\.message/;
/** A server action that rejects is a refusal by answerOf, or the failure of a query by unwrap. */
const SAFELY_ASKED = /(answerOf\(|unwrap\(\s*await)\s*$/;

const READS_ENVIRONMENT = /\bprocess\.env\b(?!\.NODE_ENV)/;

describe('the house', () => {
  it('knows every room', () => {
    const rooms = new Set(product.map(({ path }) => roomOf(path)));
    const known = [...Object.keys(ARROWS), ...FREE_ROOMS, null];
    expect([...rooms].filter((room) => !known.includes(room))).toEqual([]);
  });

  it('has arrows that run one way', () => {
    const wrong = product.flatMap(({ path, imports }) =>
      imports
        .filter((to) => to.includes('/') && roomOf(to) && !mayImport(path, to))
        .map((to) => `${path} -> ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no ring of imports', () => {
    const graph = new Map(product.map(({ path, imports }) => [path, imports]));
    expect(findCycles(graph).map((ring) => ring.join(' -> '))).toEqual([]);
  });

  it('keeps the database packages in one room', () => {
    const wrong = product.flatMap(({ path, imports }) =>
      imports
        .filter((name) => {
          const room = ONLY_IN[name];
          return room && roomOf(path) !== room && !FREE_ROOMS.includes(roomOf(path) ?? '');
        })
        .map((name) => `${path} -> ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps pure rooms free of Node, React and Next', () => {
    const wrong = product
      .filter(({ path }) => PURE_ROOMS.includes(roomOf(path) ?? ''))
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => /^(node:|react(-dom)?(\/|$)|next(\/|$))/.test(name))
          .map((name) => `${path} -> ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in one file', () => {
    const wrong = product
      .filter(({ path }) => !FREE_ROOMS.includes(roomOf(path) ?? '') && path !== 'lib/env.ts')
      .filter(({ text }) => READS_ENVIRONMENT.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('has server actions in one room', () => {
    const wrong = product.filter(
      ({ path, text }) => /^\s*['"]use server['"]/m.test(text) && roomOf(path) !== 'lib/actions',
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('says failures in its own words', () => {
    const screens = product.filter(
      ({ path }) => path.startsWith('components/') && !path.endsWith('.worker.ts'),
    );
    expect(screens.filter(({ text }) => RAW_WORDS.test(text)).map(({ path }) => path)).toEqual([]);
    const unsafe = screens.flatMap(({ path, text }) =>
      Array.from(
        text.matchAll(/import \{ (\w+Action) \} from '@\/lib\/actions\//g),
        ([, name]) => name,
      )
        .flatMap((name) => Array.from(text.matchAll(new RegExp(`\\b${name}\\(`, 'g'))))
        .filter(({ index }) => !SAFELY_ASKED.test(text.slice(0, index)))
        .map(([call]) => `${path}: ${call}`),
    );
    expect(unsafe).toEqual(['components/layout/viewer-menu-panel.tsx: signOutAction(']);
  });

  it('replaces modules in database tests alone: the others share theirs', () => {
    const wrong = sources.filter(
      ({ path, text }) =>
        isTest(path) && !path.endsWith('.db.test.ts') && /^\s*vi\.(do)?mock\(/im.test(text),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('has files that fit into a head', () => {
    const wrong = sources.flatMap(({ path, text }) => {
      const name = path.split('/').at(-1) ?? '';
      const most = (path.startsWith('app/') && MOST_LINES_OF[name]) || MOST_LINES;
      const lines = text.trimEnd().split('\n').length;
      return lines > most && !GENERATED.has(path)
        ? [`${path}: ${lines} lines, at most ${most}`]
        : [];
    });
    expect(wrong).toEqual([]);
  });

  it('has names that say something', () => {
    const wrong = sources.filter(({ path }) => {
      const parts = path.split('/');
      const file = parts.pop() ?? '';
      const stem = file.replace(/\..*$/, '');
      return (
        !KEBAB_FILE.test(file) ||
        EMPTY_NAMES.test(stem) ||
        parts.slice(1).some((folder) => !FOLDER.test(folder) || EMPTY_NAMES.test(folder))
      );
    });
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe('what the checks see', () => {
  it('finds every way to import', () => {
    const text = `import a, { b } from './cn';
import type {
  C,
} from "@/lib/env";
export * from './paths';
import 'side-effect';
const d = await import('@/lib/arrows');`;
    expect(importsOf('lib/x.ts', text)).toEqual([
      'lib/cn.ts',
      'lib/env.ts',
      'lib/paths.ts',
      'side-effect',
      'lib/arrows.ts',
    ]);
  });

  it.each([
    ['lib/domain/a.ts', 'lib/format/b.ts', false],
    ['lib/format/a.ts', 'lib/domain/b.ts', true],
    ['lib/search/a.ts', 'lib/ingest/b.ts', false],
    ['app/page.tsx', 'lib/db/client.ts', false],
    ['app/page.tsx', 'components/ui/button.tsx', true],
    ['components/ui/button.tsx', 'lib/domain/status.ts', false],
    ['components/ui/button.tsx', 'components/table/row.tsx', false],
    ['components/table/row.tsx', 'lib/bundle/build-zip.ts', true],
    ['components/table/row.tsx', 'lib/bundle/plan.ts', false],
    ['lib/testing/a.ts', 'lib/db/client.ts', true],
    ['lib/domain/a.ts', 'lib/env.ts', false],
  ])('%s -> %s: %s', (from, to, allowed) => {
    expect(mayImport(from, to)).toBe(allowed);
  });

  it('finds a ring once', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(findCycles(graph)).toEqual([['b', 'c', 'b']]);
  });
});
