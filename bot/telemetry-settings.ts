import { z } from 'zod';
import { isLoopback } from './loopback';
import { webAddress } from './web-address';

/** `api-key=abc,team=support`, values percent-encoded where they need it: OpenTelemetry's own way of writing headers. */
const headers = z
  .string()
  .regex(/^[^=,\s]+=[^,]*(?:,[^=,\s]+=[^,]*)*$/, 'must be NAME=VALUE pairs with commas between them')
  .transform((text) =>
    Object.fromEntries(
      text.split(',').map((pair): [string, string] => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), decoded(pair.slice(at + 1).trim())];
      }),
    ),
  );

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    // A per cent sign that stands for itself.
    if (error instanceof URIError) return value;
    throw error;
  }
}

/** The settings that say where traces go, by OpenTelemetry's own names. */
export const telemetryEnvironment = {
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress('http://127.0.0.1:4318').optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers.optional(),
  OTEL_SERVICE_NAME: z.string().max(100, 'takes 100 characters at most').default('charterdesk'),
};

type Environment = { [Name in keyof typeof telemetryEnvironment]?: z.output<(typeof telemetryEnvironment)[Name]> };

/** Where traces go. */
export interface TelemetrySettings {
  /** Without the path of the signal. */
  endpoint: string;
  headers: Record<string, string>;
  serviceName: string;
}

/** What contradicts or lacks what among them, each with its remedy. */
export function telemetryProblems(env: Environment): string[] {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: sent } = env;
  if (sent && endpoint === undefined)
    return ['OTEL_EXPORTER_OTLP_ENDPOINT is missing: OTEL_EXPORTER_OTLP_HEADERS are sent there.'];
  if (sent && endpoint?.startsWith('http:') && !isLoopback(new URL(endpoint).hostname))
    return [
      'OTEL_EXPORTER_OTLP_ENDPOINT would send OTEL_EXPORTER_OTLP_HEADERS in the clear: use https, or a collector on this machine.',
    ];
  return [];
}

/** Undefined: traces go to the log alone. */
export const telemetrySettings = (
  env: z.output<z.ZodObject<typeof telemetryEnvironment>>,
): TelemetrySettings | undefined =>
  env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
    ? undefined
    : {
        endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
        headers: env.OTEL_EXPORTER_OTLP_HEADERS ?? {},
        serviceName: env.OTEL_SERVICE_NAME,
      };
