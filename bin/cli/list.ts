import { MAX_PAGE_SIZE, PAGE_SIZE } from '@/lib/domain/limits';
import { askServer } from './ask-server';
import { CliProblem, EXIT } from './cli-problem';
import { defineCommand } from './define-command';
import { listRow } from './list-row';
import { plainJson } from './plain-json';

interface Page {
  items: Record<string, unknown>[];
  next: string | null;
}

/** `list QUERY`: the newest executions that the query of the search bar finds. */
export const list = defineCommand({
  name: 'list',
  args: '[QUERY]',
  about: 'the newest that the query finds',
  options: {
    limit: { type: 'string', default: String(PAGE_SIZE), hint: 'N' },
    format: { type: 'string', default: 'table', values: ['table', 'json', 'ndjson'] },
  },
  run: async ({ values, positionals }, { place, terminal }) => {
    const { format } = values;
    const most = Number(values.limit);
    if (!Number.isInteger(most) || most < 1) {
      throw new CliProblem('--limit is a whole number from 1 on', EXIT.usage);
    }
    if (format === 'json') await terminal.print('[');
    let left = most;
    for (let cursor: string | null = ''; cursor !== null && left > 0; ) {
      const search = new URLSearchParams({ limit: String(Math.min(left, MAX_PAGE_SIZE)) });
      if (positionals.length > 0) search.set('q', positionals.join(' '));
      if (cursor) search.set('cursor', cursor);
      const answer = await askServer(place(), `/api/v1/executions?${search}`);
      const page = (await answer.json()) as Page;
      left -= page.items.length;
      cursor = page.next;
      for (const [index, item] of page.items.entries()) {
        if (format === 'table') await terminal.print(listRow(item, terminal.isColoured));
        else {
          const isLast = index === page.items.length - 1 && (cursor === null || left <= 0);
          const json = plainJson(JSON.stringify(item));
          await terminal.print(format === 'json' && !isLast ? `${json},` : json);
        }
      }
    }
    if (format === 'json') await terminal.print(']');
    return true;
  },
});
