import { z } from 'zod';

const text = z.string().nullable();
const number = z.number().nullable();
const epochText = z
  .string()
  .regex(/^-?\d+$/)
  .describe('Unix milliseconds as text');
const offsetTime = z.iso.datetime({ offset: true }).nullable();

const common = {
  in_bound: z.boolean(),
  schedule: text,
  is_triggered: z.boolean(),
  triggered_by: z.string(),
};
const state = {
  state: z.literal([1, 2, 3]).describe('1 start, 2 in progress, 3 finished'),
  status: z.literal([1, 2, 3, 4]).describe('1 in progress, 2 success, 3 failed, 4 empty'),
};
const group = { id: z.string(), process_group_id: z.string(), process_group_name: text };
const files = { original_filename_uuid: z.string(), filename_uuid: z.string() };
const counts = { process_count: number, success_count: number, fail_count: number };
const rest = { flow_order: z.number(), is_send_S3: z.number(), fragment_count: number };

export const subFlowLogSchema = z
  .object({
    created: offsetTime,
    ...group,
    parent_process_group_id: z.string(),
    ...files,
    ...state,
    finished: offsetTime,
    ...counts,
    ...common,
    log_type: z.literal(2),
    ...rest,
    row_num: z.number(),
  })
  .describe('A step as Akinon documents a sub log');

export const mainFlowLogSchema = z
  .object({
    created: epochText,
    ...group,
    parent_process_group_id: z.null(),
    ...files,
    ...state,
    finished: epochText.nullable(),
    ...counts,
    ...common,
    log_type: z.literal(1),
    ...rest,
    sub_flow_count: z
      .number()
      .int()
      .optional()
      .describe('How many sub logs there are, where `sub_flows` does not hold all'),
    sub_flows: z.array(subFlowLogSchema),
  })
  .describe('An execution as Akinon documents a main log');

export const lineFlowLogSchema = z
  .object({
    created: offsetTime,
    ...group,
    parent_process_group_id: z.null(),
    ...files,
    ...state,
    finished: offsetTime,
    ...counts,
    ...common,
    log_type: z.literal(3),
    ...rest,
    level: z.string(),
    event: text,
    message: text,
    is_cut: z.literal(true).optional().describe('Only the beginning is here'),
    data: z.unknown(),
    data_text: z.string().optional().describe('In place of `data` that is no strict JSON'),
  })
  .describe('A log entry as a line log, of which the document shows none');

export const flowLogPageSchema = z
  .object({
    count: z.number().int().min(0),
    count_exact: z.literal(false).optional().describe('There when more match than were counted'),
    limit: z.number().int(),
    page: z.number().int(),
    previous: z.string().describe('A whole URL, or empty'),
    next: z.string().describe('A whole URL, or empty'),
    results: z.array(z.union([mainFlowLogSchema, subFlowLogSchema, lineFlowLogSchema])),
  })
  .describe("A page of logs in Akinon's envelope");

export const flowLogRefusalSchema = z
  .object({ status_code: z.number().int(), message: z.string() })
  .describe("A refusal of Akinon's API, whose document gives the status codes and no body");
