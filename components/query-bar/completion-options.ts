import { FIELD_HINTS } from '@/lib/domain/field-hints';
import { FIELD_NAMES, meaningOf, PATH_ROOTS } from '@/lib/domain/query-fields';
import type { Suggestion, Suggestions } from '@/lib/domain/suggestion';
import { visibleLine } from '@/lib/format/visible-line';
import type { CompletionPlace } from '@/lib/query-state/completion-place';
import { printFieldValue } from '@/lib/query-state/print-query';
import { proposedValues } from './proposed-values';

export interface CompletionOption {
  group: 'Recent' | 'Fields' | 'Paths' | 'Values';
  label: string;
  hint: string | null;
  count: number | null;
  /** The query once it is chosen, and where the caret stands then. */
  text: string;
  caret: number;
  /** A term is complete with it, so the list may follow at once. */
  isWhole: boolean;
}

const MOST_FIELDS = 12;
const MOST_PATHS = 30;
const MOST_VALUES = 60;
/** Letters from which on something is offered that only contains them. */
const INSIDE_LETTERS = 3;

/** Whether the paths of contexts and attributes could complete what is typed. */
export function wantsPaths(place: CompletionPlace | null): boolean {
  return (
    place?.kind === 'field' &&
    (place.typed.length >= INSIDE_LETTERS ||
      PATH_ROOTS.some((root) => place.typed.startsWith(root)))
  );
}

/** Whether options appear by themselves: not between two terms, where nothing is begun. */
export function offersUnasked(place: CompletionPlace | null, text: string): boolean {
  return place?.typed !== '' || place.kind === 'value' || place.nameOnly || text.trim() === '';
}

export function recentOptions(recents: readonly string[]): CompletionOption[] {
  return recents.map((text) => ({
    group: 'Recent',
    label: text,
    hint: null,
    count: null,
    text,
    caret: text.length,
    isWhole: true,
  }));
}

export function fieldOptions(
  text: string,
  place: CompletionPlace & { kind: 'field' },
  paths: Suggestions | undefined,
): CompletionOption[] {
  const { typed, nameOnly } = place;
  const named: Suggestion[] = [
    ...FIELD_NAMES.map((name) => ({ text: name, hint: FIELD_HINTS[name], count: null })),
    ...(nameOnly ? [] : [{ text: 'has', hint: 'has:request_id, has a value', count: null }]),
  ];
  const roots: Suggestion[] = PATH_ROOTS.map((root) => ({
    text: `${root}.`,
    hint: root === 'ctx' ? 'a path of the context' : 'a path of the attributes',
    count: null,
  }));
  const take = (group: 'Fields' | 'Paths', colon: string) => (one: Suggestion) => ({
    ...insert(text, place, one.text + colon),
    group,
    label: visibleLine(one.text),
    hint: one.hint && visibleLine(one.hint),
    count: one.count,
    isWhole: false,
  });
  const colon = nameOnly ? '' : ':';
  const label = ({ text: name }: Suggestion) => meaningOf(name)?.label ?? name;
  const fields = bestFirst(named, typed, (one) => [one.text, label(one)]).slice(
    0,
    typed === '' ? named.length : MOST_FIELDS,
  );
  return [
    ...fields.map(take('Fields', colon)),
    ...bestFirst(roots, typed, (one) => [one.text]).map(take('Fields', '')),
    ...(wantsPaths(place)
      ? bestFirst(paths?.items ?? [], typed, (one) => [one.text])
          .slice(0, MOST_PATHS)
          .map(take('Paths', colon))
      : []),
  ];
}

export function valueOptions(
  text: string,
  place: CompletionPlace & { kind: 'value' },
  values: Suggestions | undefined,
  now: number,
): CompletionOption[] {
  const { field, typed, others } = place;
  const rest = text.slice(place.to);
  const option = (one: Suggestion, printed: string): CompletionOption => ({
    ...insert(text, place, rest === '' ? `${printed} ` : printed),
    group: 'Values',
    label: visibleLine(one.text),
    hint: one.hint && visibleLine(one.hint),
    count: one.count,
    isWhole: true,
  });
  const known = [...(meaningOf(field)?.values ?? [])].map((value) => ({
    text: value,
    count: values?.items.find((one) => one.text === value)?.count ?? null,
    hint: null,
  }));
  const seen = known.length > 0 ? known : (values?.items ?? []);
  const proposed = others.length > 0 ? [] : proposedValues(field, now);
  return [
    ...proposed
      .filter((one) => one.text.startsWith(typed) && one.text !== typed)
      .map((one) => option(one, one.text)),
    ...bestFirst(seen, typed, (one) => [one.text, one.hint ?? ''])
      .filter((one) => !others.includes(one.text))
      .slice(0, MOST_VALUES)
      .map((one) => option(one, printFieldValue(field, one.text))),
  ];
}

/** The query with a text at the place of what is typed, the caret behind it. */
function insert(text: string, { from, to }: CompletionPlace, by: string) {
  return { text: text.slice(0, from) + by + text.slice(to), caret: from + by.length };
}

/** What begins with the typed letters before what has a word that does, before what contains them. */
function bestFirst(
  all: readonly Suggestion[],
  typed: string,
  names: (one: Suggestion) => readonly string[],
): Suggestion[] {
  const wanted = typed.toLowerCase();
  const rankOf = (one: Suggestion) =>
    one.text === typed ? OUT : Math.min(...names(one).map((name) => rank(name, wanted)));
  return all
    .map((one) => ({ one, rank: rankOf(one) }))
    .filter((ranked) => ranked.rank < OUT)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

const OUT = 3;

function rank(name: string, wanted: string): number {
  const lower = name.toLowerCase();
  if (lower.startsWith(wanted)) return 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    if (/[\s_.-]/.test(lower[at - 1] ?? '')) return 1;
  }
  return wanted.length >= INSIDE_LETTERS && lower.includes(wanted) ? 2 : OUT;
}
