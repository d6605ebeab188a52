import { z } from 'zod';

const text = z.string();
const common = {
  projectId: text.describe('What the project has in its URLs; `projectid` is the same'),
  flowId: text.describe('Key of the action'),
};

/** What flowLogQuery reads, for whoever describes the route; search_field.N goes on to 10. */
export const flowLogShape = z.object({
  ...common,
  log_type: z.literal(['1', '2', '3']).describe('1 executions, 2 steps, 3 log lines'),
  page: z.coerce.number().int().min(1).optional().describe('Up to 10,000 logs deep'),
  limit: z.coerce.number().int().min(1).max(100).optional().describe('25 unless it is said'),
  filename_uuid: text.optional().describe('Of the log itself'),
  original_filename_uuid: text.optional().describe('Of the main log that it belongs to'),
  'search_field.1': text.optional().describe('A member of the data of line logs'),
  'search_value.1': text.optional().describe('All of its value'),
});

export const flowDownloadShape = z.object({
  id: text.describe('`id` of the log'),
  ...common,
  projectslug: text.optional().describe('Checked where it is given'),
});
