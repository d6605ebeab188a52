/** At most this many terms are looked for; the rest of a pasted page of text says nothing new. */
const MAX_TERMS = 12;

/** Splits what was typed into terms that must all occur. Quotes keep a phrase together. */
export function searchTerms(text: string): string[] {
  const terms: string[] = [];
  for (const match of text.matchAll(/"([^"]*)"?|(\S+)/g)) {
    const term = (match[1] ?? match[2] ?? '').trim();
    if (term !== '') terms.push(term);
  }
  return [...new Set(terms)].slice(0, MAX_TERMS);
}
