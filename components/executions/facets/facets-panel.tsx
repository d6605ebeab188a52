'use client';

import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { demotePathAction } from '@/lib/actions/demote-path';
import type { Query } from '@/lib/domain/query';
import { type FacetField, FIELDS, isFacetField, parsePathField } from '@/lib/domain/query-fields';
import { asksOf, fieldsAsked } from '@/lib/domain/query-parts';
import { answerOf } from '@/lib/format/answer-of';
import {
  excludeValue,
  includeValue,
  onlyValue,
  setRange,
  valuesOf,
  withoutField,
  withoutValue,
} from '@/lib/query-state/edit-query';
import { parseQuery } from '@/lib/query-state/parse-query';
import type { Counts } from '../counts/use-counts';
import { AddFacet } from './add-facet';
import { DurationFacet } from './duration-facet';
import type { Choice } from './facet-row';
import { FacetSection } from './facet-section';
import { FacetValues } from './facet-values';
import type { DurationRange } from './read-duration-range';

const EDIT: Record<Choice, (q: string, field: string, value: string) => string> = {
  include: includeValue,
  exclude: excludeValue,
  only: onlyValue,
  release: withoutValue,
};

/** Every facet with its counts. It edits the text of the query, as the bar does. */
export function FacetsPanel({
  project,
  q,
  search,
  fields,
  counts,
  onChange,
}: {
  project: string;
  q: string;
  /** The screen's URL search, which may ask for more than `q`. */
  search: string;
  fields: readonly FacetField[];
  counts: Counts;
  onChange: (q: string) => void;
}) {
  const { query, problems } = parseQuery(q);
  const failed = counts.state === 'failed';
  const isAsked = problems.length === 0 && !failed;
  const paths = [...counts.facets.keys()].filter((field) => parsePathField(field) !== null);
  // Also a path that is asked for and is no facet, which the button counts as well.
  const asked = fieldsAsked(query).filter(isFacetField);
  const section = (field: string, label: string, onRemove?: () => void) => {
    const facet = counts.facets.get(field);
    const { included, excluded } = valuesOf(query, field);
    return (
      <FacetSection
        key={field}
        label={label}
        filters={asksOf(query, field)}
        onClear={() => onChange(withoutField(q, field))}
        onRemove={onRemove}
      >
        {facet && !failed ? (
          <FacetValues
            {...{ project, search, label, facet, included, excluded }}
            onChoose={(value, choice) => onChange(EDIT[choice](q, field, value))}
          />
        ) : (
          <p className="px-1 text-[12px] text-mute">{isAsked ? 'Counting…' : 'Not counted.'}</p>
        )}
      </FacetSection>
    );
  };
  return (
    <div className="px-3 pb-4">
      {failed ? (
        <p className="py-2 text-[12px] text-bad">
          {counts.message}{' '}
          <button type="button" onClick={counts.again} className="underline">
            Try again
          </button>
        </p>
      ) : null}
      {fields.map((field) => section(field, FIELDS[field].label))}
      <FacetSection
        label={FIELDS.duration.label}
        filters={asksOf(query, 'duration')}
        onClear={() => onChange(withoutField(q, 'duration'))}
      >
        <DurationFacet
          durations={failed ? null : counts.durations}
          range={durationOf(query)}
          onChange={({ min, max }) => onChange(setRange(q, 'duration', min, max))}
        />
      </FacetSection>
      {paths.map((path) =>
        section(path, path, () => {
          void answerOf(demotePathAction({ project, path })).then((answer) => {
            if (!answer.ok) toast(`${path} is still a facet. ${answer.error.message}`);
            counts.again();
          });
        }),
      )}
      <AddFacet project={project} onAdded={counts.again} />
      <Button
        className="w-full"
        disabled={asked.length === 0}
        onClick={() => onChange(asked.reduce(withoutField, q))}
      >
        Clear all filters
      </Button>
    </div>
  );
}

function durationOf(query: Query): DurationRange {
  const range = query.find((term) => term.kind === 'range' && term.field === 'duration');
  return range?.kind === 'range' ? range : { min: null, max: null };
}
