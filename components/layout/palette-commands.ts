import type { CompletionOption } from '@/components/query-bar/completion-options';
import type { ProjectName } from '@/lib/domain/project';
import { isTimeZone } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { zoneName } from '@/lib/format/zone-name';
import { paths } from '@/lib/paths';
import { parseQuery } from '@/lib/query-state/parse-query';
import { THEMES, type Theme } from '@/lib/query-state/preferences';
import { quoteText } from '@/lib/query-state/quote-text';
import { THEME_LABEL } from './use-theme';

/** What choosing a command does. */
type PaletteDeed =
  | { kind: 'go'; url: string }
  | { kind: 'filter'; query: string }
  /** Goes on typing with this text. */
  | { kind: 'type'; text: string }
  | { kind: 'theme'; theme: Theme }
  | { kind: 'zone'; zone: string }
  | { kind: 'help' };

export interface PaletteCommand {
  group: 'Go to' | 'Filter by' | 'Switch project' | 'Theme' | 'Time zone' | 'Help';
  label: string;
  hint: string | null;
  deed: PaletteDeed;
}

interface PaletteContext {
  text: string;
  project: ProjectName;
  projects: readonly ProjectName[];
  /** What completes the text as a query. */
  completions: readonly CompletionOption[];
  zones: readonly string[];
}

const MOST_ZONES = 8;
const MOST_COMPLETIONS = 12;
/** Fields that are offered before anything is typed. */
const FIRST_FIELDS = ['status', 'event', 'target', 'action', 'triggered_by', 'created', 'duration'];
/** Looks like an id or a link rather than like words: in one piece, with a digit, and of no field. */
const ID = /^(https?:\/\/\S+|(?=\S*\d)[^\s:"()<>/+]{6,})$/i;

/** The commands that fit what is typed; the first one is what Enter does. */
export function paletteCommands(context: PaletteContext): PaletteCommand[] {
  const text = context.text.trim();
  const fixed = fixedCommands(context).filter((one) => fits(one, text));
  const offered = filterCommands(context);
  if (text === '') return [...fixed, ...offered].sort(byGroup);
  const found = [...fixed, ...offered.filter(({ isPath }) => !isPath)].sort(byGroup);
  const rest = [...searchCommands(text), ...offered.filter(({ isPath }) => isPath)];
  const goTo = command(
    'Go to',
    `The log with the id ${visibleLine(text)}`,
    { kind: 'go', url: paths.go(text) },
    'request, record, external or execution id, or a link',
  );
  return ID.test(text) ? [goTo, ...found, ...rest] : [...found, ...rest, goTo];
}

function command(
  group: PaletteCommand['group'],
  label: string,
  deed: PaletteDeed,
  hint: string | null = null,
): PaletteCommand {
  return { group, label, hint, deed };
}

const ORDER = ['Go to', 'Filter by', 'Switch project', 'Theme', 'Time zone', 'Help'];

function byGroup(a: PaletteCommand, b: PaletteCommand): number {
  return ORDER.indexOf(a.group) - ORDER.indexOf(b.group);
}

/** Every typed word occurs in what the command says of itself. */
function fits({ group, label, hint }: PaletteCommand, text: string): boolean {
  const said = `${group} ${label} ${hint ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

function fixedCommands({ text, project, projects, zones }: PaletteContext): PaletteCommand[] {
  const go = (group: 'Go to' | 'Switch project', label: string, url: string) =>
    command(group, label, { kind: 'go', url });
  return [
    go('Go to', 'Executions', paths.executions(project.key)),
    go('Go to', 'Actions', paths.actions(project.key)),
    go('Go to', 'Errors', paths.errors(project.key)),
    go('Go to', 'Settings', paths.settings(project.key)),
    go('Go to', 'Open a bundle…', paths.openBundle(project.key)),
    ...projects
      .filter(({ key }) => key !== project.key)
      .map(({ key, name }) => go('Switch project', name, paths.executions(key))),
    ...THEMES.map((theme) => command('Theme', THEME_LABEL[theme], { kind: 'theme', theme })),
    command('Time zone', 'Of this browser', { kind: 'zone', zone: 'local' }),
    ...['UTC', ...namedZones(text, zones)].map((zone) =>
      command('Time zone', zone, { kind: 'zone', zone }),
    ),
    command('Help', 'Keys and search language', { kind: 'help' }, '?'),
  ];
}

/** The zones with what is typed in their name, and one that is typed whole but in no list. */
function namedZones(text: string, zones: readonly string[]): string[] {
  const typed = zoneName(text);
  if (typed.length < 2) return [];
  const wanted = typed.toLowerCase();
  const named = zones.filter((zone) => zone !== 'UTC' && zone.toLowerCase().includes(wanted));
  const isNew = named.length === 0 && typed.includes('/') && isTimeZone(typed);
  return isNew ? [typed] : named.slice(0, MOST_ZONES);
}

/** Fields and values, as in the search bar; a value completes a query and shows what it matches. */
function filterCommands({
  text,
  completions,
}: PaletteContext): (PaletteCommand & { isPath: boolean })[] {
  const offered =
    text.trim() === ''
      ? completions.filter(({ label }) => FIRST_FIELDS.includes(label))
      : completions.slice(0, MOST_COMPLETIONS);
  return offered.map(({ group, isWhole, label, hint, text: completed }) => ({
    ...(isWhole
      ? command('Filter by', completed.trim(), { kind: 'filter', query: completed.trim() }, hint)
      : command('Filter by', label, { kind: 'type', text: completed }, hint)),
    isPath: group === 'Paths',
  }));
}

/** The text as a query where it is one, and as it stands. */
function searchCommands(text: string): PaletteCommand[] {
  const quoted = quoteText(text);
  const { problems, query } = parseQuery(text);
  const isPhrase = query.every((term) => term.kind === 'text') && query.length > 1;
  const queries = problems.length > 0 ? [quoted] : isPhrase ? [text, quoted] : [text];
  return queries.map((one) =>
    command(
      'Filter by',
      `Executions with ${visibleLine(one)}`,
      { kind: 'filter', query: one },
      one === quoted ? 'the text as it stands' : isPhrase ? 'all of the words' : null,
    ),
  );
}
