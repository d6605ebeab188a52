/**
 * What stands for a variable part of a message. The word inside is for people, `…` is a hole of the
 * code's own text; all of them are the same when failures are grouped.
 */
const KINDS = '…|n|id|time|uuid|url|email|path|value|token|record|request';

/** Source of a regular expression. */
export const PLACEHOLDER = `<(?:${KINDS})>`;

const EACH = new RegExp(PLACEHOLDER, 'g');

/** One spelling for every kind: an id of digits only is an id all the same. */
export function canonicalTemplate(template: string): string {
  return template.replace(EACH, '<*>');
}

const PARTS = new RegExp(`(${PLACEHOLDER})`);

/** The parts of a template in their order. */
export function splitTemplate(template: string): { text: string; isVariable: boolean }[] {
  return template
    .split(PARTS)
    .map((text, index) => ({ text, isVariable: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
