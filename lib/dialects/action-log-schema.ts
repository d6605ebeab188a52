import { z } from 'zod';

const text = z.string().nullable();
const number = z.number().nullable();
const flag = z.boolean().nullable();
/** With any offset: a producer's own spelling is kept. */
const moment = z.iso.datetime({ offset: true }).nullable();

/** The 37 fields of StackOne's documented action log, in their order. */
export const actionLogSchema = z
  .object({
    log_id: z.string(),
    log_type: z.literal('action'),
    action_run_id: z.string(),
    event_time: moment,
    start_time: moment,
    end_time: moment,
    duration_ms: number,
    project_id: text,
    account_id: text,
    success: flag,
    status_code: number,
    connector_key: text,
    connector_version: text,
    connector_owner: text,
    mode: text,
    http_method: text,
    url: text,
    source_type: text,
    source_id: text,
    source_value: text,
    auth_type: text,
    auth_id: text,
    user_agent: text,
    ip_address: text,
    session_id: text,
    agent_id: text,
    transport_type: text,
    stream_type: text,
    is_background: flag,
    origin_owner_id: text,
    origin_owner_name: text,
    action_id: text,
    connector_profile_id: text,
    action_type: text,
    category: text,
    risk_level: text,
    tier2_score: number,
  })
  .describe('An execution as StackOne documents an action log; null is what was not sent');

export const actionLogRefusalSchema = z
  .object({ success: z.literal(false), status_code: z.number().int(), message: z.string() })
  .describe("A refusal in the words of StackOne's action log");
