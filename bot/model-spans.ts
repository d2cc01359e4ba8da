import type { Attributes } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import type { TokensUsed } from '../knowledge/models';
import type { HelpTrace } from '../knowledge/understanding';
import type { WritingTrace } from '../knowledge/writing';
import type { TelemetrySettings } from './telemetry-settings';

/** Sends what a model was asked to OpenTelemetry, a span for each answer and each step of understanding; no word of what was asked or said. */
export interface ModelSpans {
  written(trace: WritingTrace, conversation: string | undefined): void;
  helped(trace: HelpTrace, conversation: string | undefined): void;
  /** Sends what waits. */
  stop(): Promise<void>;
}

/** How long a collector may take to accept what it is sent: nobody waits for it but a stop. */
const sendLimitMs = 5000;

/**
 * @param now when a span has ended
 * @param onFailure told, with no more than the collector's words, when spans could not be sent; they are lost then
 */
export function modelSpans(
  { endpoint, headers, serviceName }: TelemetrySettings,
  now: () => Date,
  onFailure: (error: unknown) => void,
): ModelSpans {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, headers, timeoutMillis: sendLimitMs });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    // Else the package would take one from the environment, which only our settings read.
    sampler: new AlwaysOnSampler(),
    spanProcessors: [new BatchSpanProcessor(telling(exporter, onFailure))],
  });
  const tracer = provider.getTracer('charterdesk');
  const span = (name: string, ms: number, attributes: Attributes): void => {
    const endTime = now();
    tracer.startSpan(name, { startTime: new Date(endTime.getTime() - ms), attributes }).end(endTime);
  };
  return {
    written(trace, conversation) {
      span(`answer ${trace.model}`, trace.ms, {
        ...common(trace, conversation),
        'charterdesk.step': 'answer',
        'charterdesk.sources': trace.sources,
        'charterdesk.sentences_shown': trace.shown,
        'charterdesk.rules_broken': trace.broken,
        'charterdesk.helps': (trace.helps ?? []).map(({ step, outcome }) => `${step}: ${outcome}`),
        ...(trace.firstSentenceMs !== undefined && { 'charterdesk.first_sentence_ms': trace.firstSentenceMs }),
      });
    },
    helped(trace, conversation) {
      span(`${trace.step} ${trace.model}`, trace.ms, {
        ...common(trace, conversation),
        'charterdesk.step': trace.step,
      });
    },
    stop: () => provider.shutdown().catch(onFailure),
  };
}

interface Traced {
  model: string;
  promptVersion: number;
  outcome: string;
  failure?: string | undefined;
  used: TokensUsed;
}

/** What every question to a model has, by OpenTelemetry's names for generative models where it has one. */
const common = (
  { model, promptVersion, outcome, failure, used }: Traced,
  conversation: string | undefined,
): Attributes => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': model,
  'gen_ai.usage.input_tokens': used.input,
  'gen_ai.usage.output_tokens': used.output,
  ...(conversation !== undefined && { 'gen_ai.conversation.id': conversation }),
  'charterdesk.prompt_version': promptVersion,
  'charterdesk.outcome': outcome,
  ...(failure !== undefined && { 'charterdesk.failure': failure }),
});

/** The exporter, with its failures told: by itself it keeps them. */
const telling = (exporter: SpanExporter, onFailure: (error: unknown) => void): SpanExporter => ({
  export: (spans, done) =>
    exporter.export(spans, (result) => {
      if (result.error) onFailure(result.error);
      done(result);
    }),
  shutdown: () => exporter.shutdown(),
});
