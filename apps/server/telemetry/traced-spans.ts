import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { version } from '../version.js';
import type { SpanAttributes, Spans } from './spans.js';

/** A collector that is away must not hold up a stop. */
const sendMilliseconds = 2_000;

/**
 * Spans that go to a collector (OTLP over HTTP, as JSON). Nothing is registered for the whole process: who is under way is
 * remembered here, so that two platforms in one process do not mix their traces.
 */
export const tracedSpans = (url: string): Spans => {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: sendMilliseconds });
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  const tracer = provider.getTracer('mingxiao', version);
  const underWay = new AsyncLocalStorage<Span>();
  const start = (name: string, attributes: SpanAttributes): Span => {
    const parent = underWay.getStore();
    return tracer.startSpan(name, { attributes }, parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent));
  };
  return {
    within: async (name, attributes, run) => {
      const span = start(name, attributes);
      try {
        return await underWay.run(span, run);
      } catch (error) {
        markFailed(span, error);
        throw error;
      } finally {
        span.end();
      }
    },
    begin: (name, attributes) => {
      const span = start(name, attributes);
      return {
        around: (run) => underWay.run(span, run),
        end: (more, failed) => {
          span.setAttributes(more);
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    close: () => provider.shutdown().catch(() => undefined),
  };
};

/** The name of the error only: its message may quote what somebody sent. */
const markFailed = (span: Span, error: unknown): void => {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
};
