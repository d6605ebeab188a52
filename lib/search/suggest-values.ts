import { listActions } from '@/lib/db/actions/list-actions';
import { listLanguages } from '@/lib/db/actions/list-languages';
import { type SampledField, sampleValues } from '@/lib/db/executions/sample-values';
import { LEVELS } from '@/lib/domain/level';
import type { ProjectId } from '@/lib/domain/project';
import { FACET_FIELDS, isFieldName, parsePathField } from '@/lib/domain/query-fields';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import type { Suggestion, Suggestions } from '@/lib/domain/suggestion';
import { findFacetValues } from './find-facet-values';
import { suggestPathValues } from './suggest-paths';

const LIMIT = 200;
const NONE: Suggestions = { items: [], sampled: null, more: false };
const EVER = { since: null, until: null };

/**
 * Values that a field has in this project and how many executions have each; `containing` narrows. Of
 * fields that are different in every execution, such as ids, there are none.
 */
export async function suggestValues(
  projectId: ProjectId,
  field: string,
  containing: string,
): Promise<Suggestions> {
  if (field === 'action') return suggestActions(projectId, containing);
  if (FACET_FIELDS.some((name) => name === field)) return summed(projectId, field, containing);
  switch (field) {
    case 'raised_action': {
      const sampled = await sample(projectId, field);
      return withNames(sampled, await namesOf(projectId, containing));
    }
    case 'language': {
      const languages = await listLanguages(projectId);
      return withNames(
        await sample(projectId, field),
        new Map(languages.map((one) => [one, null])),
      );
    }
    case 'step.status':
      return sample(projectId, field, (code) => stepStatusOfCode(Number(code)));
    case 'entry.level':
      return sample(projectId, field, (code) => LEVELS[Number(code)] ?? code);
    case 'step.connector':
    case 'entry.event':
      return sample(projectId, field);
    default:
      return isFieldName(field) || !parsePathField(field)
        ? NONE
        : suggestPathValues(projectId, field);
  }
}

/** Of everything that is kept, from the sums. */
async function summed(
  projectId: ProjectId,
  field: string,
  containing: string,
): Promise<Suggestions> {
  const asked = { query: [], range: EVER, field, containing, limit: LIMIT };
  const { values, more } = await findFacetValues(projectId, asked);
  const items = values.map(({ value, count }) => ({ text: value, count, hint: null }));
  return { items, sampled: null, more };
}

/** Their names count as well as their keys. */
async function suggestActions(projectId: ProjectId, containing: string): Promise<Suggestions> {
  const names = await namesOf(projectId, containing);
  // Those that are found by their name alone are counted too, while all are few.
  const all = await summed(projectId, 'action', '');
  const counted =
    all.more && containing !== '' ? await summed(projectId, 'action', containing) : all;
  const named = withNames(counted, names);
  const wanted = containing.toLowerCase();
  const isFound = ({ text }: Suggestion) => names.has(text) || text.toLowerCase().includes(wanted);
  return { ...named, items: named.items.filter(isFound).slice(0, LIMIT) };
}

async function namesOf(projectId: ProjectId, containing: string) {
  const actions = await listActions(projectId, containing, LIMIT);
  return new Map(actions.map(({ key, name }) => [key, name]));
}

/** Adds what is known by name but was not counted, and the names of what was. */
function withNames(
  { items, sampled, more }: Suggestions,
  names: ReadonlyMap<string, string | null>,
): Suggestions {
  const counted = new Set(items.map(({ text }) => text));
  const rest = Array.from(names, ([text, hint]): Suggestion => ({ text, count: null, hint }));
  return {
    items: [
      ...items.map((one) => ({ ...one, hint: names.get(one.text) ?? null })),
      ...rest.filter(({ text }) => !counted.has(text)),
    ],
    sampled,
    more: more || names.size === LIMIT,
  };
}

async function sample(
  projectId: ProjectId,
  field: SampledField,
  nameOf = (value: string) => value,
): Promise<Suggestions> {
  const { sampled, values } = await sampleValues(projectId, field);
  const items = values.map(({ value, count }) => ({ text: nameOf(value), count, hint: null }));
  return { items, sampled, more: false };
}
