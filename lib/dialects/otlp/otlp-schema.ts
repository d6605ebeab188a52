import { z } from 'zod';

const list = z.array(z.looseObject({}));

export const traceExportSchema = z
  .looseObject({ resourceSpans: list.optional() })
  .describe('ExportTraceServiceRequest of OpenTelemetry');

export const logExportSchema = z
  .looseObject({ resourceLogs: list.optional() })
  .describe('ExportLogsServiceRequest of OpenTelemetry');

const partial = (rejected: 'rejectedSpans' | 'rejectedLogRecords') =>
  z.object({
    partialSuccess: z
      .object({ [rejected]: z.string().regex(/^\d+$/), errorMessage: z.string() })
      .optional()
      .describe('What was not taken, or was changed; absent when there is nothing to say'),
  });

export const traceAnswerSchema = partial('rejectedSpans').describe('ExportTraceServiceResponse');

export const logAnswerSchema = partial('rejectedLogRecords').describe('ExportLogsServiceResponse');

export const otlpStatusSchema = z
  .object({ code: z.number().int().describe("One of gRPC's numbers"), message: z.string() })
  .describe('google.rpc.Status');
