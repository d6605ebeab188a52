import { listActions } from '@/lib/db/actions/list-actions';
import { listLanguages } from '@/lib/db/actions/list-languages';
import { sampleConnectors, sampleEntryEvents } from '@/lib/db/executions/sample-children';
import { listFieldValues } from '@/lib/db/fields/list-field-values';
import type { ProjectId } from '@/lib/domain/project';
import { isFieldName, parsePathField } from '@/lib/domain/query-fields';
import type { Suggestion, Suggestions } from '@/lib/domain/suggestion';
import { suggestPathValues } from './suggest-paths';

/** As many as the dictionaries give at once. */
const LIMIT = 200;
const NONE: Suggestions = { items: [], sampled: null, more: false };

/** The names of fields in the dictionary of values. */
const DICTIONARY: Record<string, string> = {
  event: 'event',
  target: 'target',
  triggered_by: 'triggeredBy',
  environment: 'environment',
};

/**
 * Values that a field has had in this project; `containing` narrows. Of fields that are different in
 * every execution, such as ids, there are none.
 */
export async function suggestValues(
  projectId: ProjectId,
  field: string,
  containing: string,
): Promise<Suggestions> {
  const dictionary = DICTIONARY[field];
  if (dictionary) return uncounted(await listFieldValues(projectId, dictionary, containing));
  switch (field) {
    case 'action':
    case 'raised_action': {
      const actions = await listActions(projectId, containing, LIMIT);
      const items = actions.map(({ key, name }) => ({ text: key, count: null, hint: name }));
      return { items, sampled: null, more: items.length === LIMIT };
    }
    case 'language':
      return uncounted(await listLanguages(projectId));
    case 'step.connector':
      return counted(await sampleConnectors(projectId));
    case 'entry.event':
      return counted(await sampleEntryEvents(projectId));
    default:
      return isFieldName(field) || !parsePathField(field)
        ? NONE
        : suggestPathValues(projectId, field);
  }
}

function uncounted(values: readonly string[]): Suggestions {
  const items = values.map((text): Suggestion => ({ text, count: null, hint: null }));
  return { items, sampled: null, more: items.length === LIMIT };
}

function counted({
  sampled,
  values,
}: {
  sampled: number;
  values: readonly { value: string; count: number }[];
}): Suggestions {
  const items = values.map(({ value, count }) => ({ text: value, count, hint: null }));
  return { items, sampled, more: false };
}
