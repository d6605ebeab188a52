import { expect, test } from 'vitest';
import { recentOptions } from '@/components/query-bar/completion-options';
import { filterUrl } from './filter-url';
import { paletteCommands } from './palette-commands';

const project = { key: 'one', name: 'One' };
const commands = (text: string, completions = recentOptions([])) =>
  paletteCommands({
    text,
    project,
    projects: [project, { key: 'two', name: 'Second shop' }],
    completions,
    zones: ['America/New_York', 'Asia/Kolkata', 'Europe/Berlin', 'UTC'],
  });
const first = (text: string) => commands(text)[0]?.deed;

test('a few letters of a page, project, theme or zone lead to it', () => {
  expect(first('sett')).toEqual({ kind: 'go', url: '/p/one/settings' });
  expect(first('bundle')).toEqual({ kind: 'go', url: '/p/one/open' });
  expect(first('second')).toEqual({ kind: 'go', url: '/p/two/executions' });
  expect(first('theme dark')).toEqual({ kind: 'theme', theme: 'dark' });
  expect(first('berl')).toEqual({ kind: 'zone', zone: 'Europe/Berlin' });
  expect(first('new york')).toEqual({ kind: 'zone', zone: 'America/New_York' });
  expect(first('kolkata')).toEqual({ kind: 'zone', zone: 'Asia/Kolkata' });
  expect(first('US/Pacific')).toEqual({ kind: 'zone', zone: 'US/Pacific' });
  expect(first('zone utc')).toEqual({ kind: 'zone', zone: 'UTC' });
  expect(first('keys')).toEqual({ kind: 'help' });
});

test('an id or a link goes to its log before it is searched for', () => {
  const ids = ['5f3c9a1e-88aa-4d2e-9b9d-0123456789ab', '5f3c9a1e', 'req-138e-abc', 'run_abc123'];
  for (const text of [...ids, 'http://host/p/one/executions/x']) {
    expect(first(` ${text} `)).toEqual({ kind: 'go', url: `/go/${encodeURIComponent(text)}` });
  }
  for (const text of ['status:failed', 'revision', '34']) {
    expect(first(text)).toEqual({ kind: 'filter', query: text });
  }
});

test('what is pasted becomes a query: all of its words, or as it stands', () => {
  const queries = (text: string) =>
    commands(text).flatMap(({ deed }) => (deed.kind === 'filter' ? deed.query : []));
  expect(queries('has no revision')).toEqual(['has no revision', '"has no revision"']);
  expect(queries('localhost:3000')).toEqual(['"localhost:3000"']);
  expect(queries('say "hi')).toEqual(['"say \\"hi"']);
});

test('a filter narrows the list that is on the screen, and is the whole of a new one', () => {
  const list = '/p/one/executions';
  const at = (pathname: string, search: string, query: string) =>
    new URLSearchParams(filterUrl('one', query, { pathname, search }).split('?')[1]).toString();
  expect(at('/p/one/actions', '?q=a', 'b c')).toBe('q=b+c');
  expect(at(list, '?q=a+OR+b&since=-1h&at=x&quick=y', 'status:failed')).toBe(
    'q=%28a+OR+b%29+status%3Afailed&since=-1h',
  );
});
