'use client';

import { useZone } from '@/components/layout/zone-provider';
import { formatFullTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';

/** One thing that is known of both; null where it was not sent. */
export interface ComparedFact {
  name: string;
  before: string | Date | null;
  after: string | Date | null;
}

/** What differs between two logs, and folded what does not. */
export function ComparedFacts({ facts }: { facts: readonly ComparedFact[] }) {
  const { zone } = useZone();
  const show = (value: string | Date | null) => {
    if (value === null || value === '') return '–';
    return value instanceof Date ? formatFullTime(value, zone) : visibleLine(value);
  };
  const differing = facts.filter(({ before, after }) => String(before) !== String(after));
  const same = facts.filter((fact) => !differing.includes(fact));
  return (
    <>
      <FactTable caption="What differs">
        {differing.map(({ name, before, after }) => (
          <tr key={name} className="border-b border-line/70 align-top max-md:grid max-md:py-1">
            <Name>{name}</Name>
            <Cell className="md:w-[40%]">{show(before)}</Cell>
            <Cell className="md:w-[40%]">{show(after)}</Cell>
          </tr>
        ))}
      </FactTable>
      {same.length > 0 ? (
        <details className="border-b border-line">
          <summary className="px-4 py-2 text-mute hover:text-text">
            {same.length} facts are the same
          </summary>
          <FactTable caption="What is the same">
            {same.map(({ name, before }) => (
              <tr key={name} className="border-b border-line/70 align-top max-md:grid max-md:py-1">
                <Name>{name}</Name>
                <Cell className="md:w-[80%]">{show(before)}</Cell>
              </tr>
            ))}
          </FactTable>
        </details>
      ) : null}
    </>
  );
}

function FactTable({ caption, children }: { caption: string; children: React.ReactNode }) {
  return (
    <table className="w-full table-fixed text-left max-md:block">
      <caption className="sr-only">{caption}</caption>
      <tbody className="max-md:block">{children}</tbody>
    </table>
  );
}

function Name({ children }: { children: string }) {
  return (
    <th scope="row" className="px-4 py-1 font-normal text-mute md:w-[20%]">
      {children}
    </th>
  );
}

function Cell({ className, children }: { className: string; children: string }) {
  return (
    <td
      dir="auto"
      className={`px-4 py-1 font-mono text-[12px] break-words md:border-l md:border-line ${className}`}
    >
      {children}
    </td>
  );
}
