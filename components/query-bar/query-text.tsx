import type { ReactNode } from 'react';
import type { ParsedQuery, Place, Problem, TokenKind } from '@/lib/query-state/parsed-query';

const LOOK: Record<TokenKind, string> = {
  field: 'text-accent',
  operator: 'text-mute',
  value: '',
  text: '',
  paren: 'text-mute',
  or: 'text-warn',
  not: 'text-bad',
};

const UNDERLINE = 'underline decoration-bad decoration-wavy underline-offset-2';

/**
 * What the box shows of its text: the syntax in colours, and in a second layer a wavy line under what
 * is not understood. It lies under the box, whose own letters are transparent, glyph on glyph.
 */
export function QueryText({
  text,
  tokens,
  problems,
}: {
  text: string;
  tokens: ParsedQuery['tokens'];
  problems: readonly Problem[];
}) {
  return (
    <>
      {pieces(text, tokens, ({ kind }) => LOOK[kind])}
      {problems.length > 0 ? (
        <span className="absolute left-0 text-transparent" data-testid="query-problems">
          {pieces(text, apart(problems), () => UNDERLINE)}
        </span>
      ) : null}
    </>
  );
}

/** The text in runs, those at the places with their look. */
function pieces<P extends Place>(
  text: string,
  places: readonly P[],
  look: (place: P) => string,
): ReactNode[] {
  let end = 0;
  const runs = places.flatMap((place) => {
    const before = text.slice(end, place.from);
    end = place.to;
    return [
      before,
      <span key={place.from} className={look(place)}>
        {text.slice(place.from, place.to)}
      </span>,
    ];
  });
  return [...runs, text.slice(end)];
}

/** In order, and none inside another. */
function apart(places: readonly Place[]): Place[] {
  let end = 0;
  return [...places]
    .sort((a, b) => a.from - b.from)
    .filter(({ from, to }) => {
      const fits = from >= end;
      if (fits) end = to;
      return fits;
    });
}
