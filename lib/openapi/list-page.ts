import type { Answer } from './operation';

/** A page of a list, with a link to the next one. */
export function listPage(name: 'ExecutionList' | 'StepList' | 'EntryList'): Answer {
  return {
    description:
      'A page. Unless it is the last one, `Link` has the URL of the next: `<…>; rel="next"`',
    content: { 'application/json': name },
  };
}
