import type { Answer } from './operation';

export const NOT_CHANGED: Answer = {
  description: 'The reader has it already',
  headers: ['ETag'],
};
