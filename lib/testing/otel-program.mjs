// A program with the SDK of OpenTelemetry: OTEL_* says where to, the first argument how ('proto' or 'http').
import { ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPLogExporter as HttpLogs } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtoLogs } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPTraceExporter as HttpTraces } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtoTraces } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

const [OTLPTraceExporter, OTLPLogExporter] =
  process.argv[2] === 'proto' ? [ProtoTraces, ProtoLogs] : [HttpTraces, HttpLogs];
const resource = resourceFromAttributes({ 'service.name': 'shop' });
// Each span is a request of its own, and children end, and are sent, before their parents.
const tracing = new BasicTracerProvider({
  resource,
  spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())],
});
const logging = new LoggerProvider({
  resource,
  processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })],
});
const tracer = tracing.getTracer('program');
const root = tracer.startSpan('order', { attributes: { big: 42 } }, ROOT_CONTEXT);
const inRoot = trace.setSpan(ROOT_CONTEXT, root);
const child = tracer.startSpan('charge', {}, inRoot);
const inner = tracer.startSpan('query', {}, trace.setSpan(inRoot, child));
const logger = logging.getLogger('program');
logger.emit({ severityNumber: 13, body: 'slow', context: trace.setSpan(inRoot, child) });
await logging.forceFlush();
inner.recordException(new RangeError('no such card'));
inner.setStatus({ code: SpanStatusCode.ERROR });
inner.end();
child.end();
await tracing.forceFlush();
root.setStatus({ code: SpanStatusCode.ERROR, message: 'not paid' });
root.end();
await tracing.forceFlush();
logger.emit({ severityNumber: 9, body: 'after', context: inRoot });
await logging.shutdown();
await tracing.shutdown();
