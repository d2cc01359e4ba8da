import type { Understanding } from '../dialogs';
import type { Database } from '../adapters/database';
import { loadPackage } from '../knowledge/models/providers';
import type { ModelWriters } from './answer-writer';
import type { Config } from './config';
import type { ServiceLog } from './log';

/** What the configured language model does for the service. */
export interface LanguageModel {
  writers: ModelWriters;
  /** How the turns of a conversation are understood; absent: the offline way alone. */
  understandingFor: ((conversation: string | undefined) => Understanding) | undefined;
  /** Loads the provider's package, which takes a second: better before the first customer waits for it. */
  warm(): void;
  /** Sends the traces that are still here. */
  stop(): Promise<void>;
}

interface Parts {
  config: Config;
  /** Where what was spent is counted, for all replicas. */
  database: Database;
  now(): Date;
  serviceLog: ServiceLog;
}

/** Undefined without `CHAT_MODEL`: a start without a model does not even read the code for one. */
export async function openLanguageModel({
  config: { models, telemetry, records, contact },
  database,
  now,
  serviceLog: log,
}: Parts): Promise<LanguageModel | undefined> {
  const { chat: settings } = models;
  if (!settings) return undefined;
  const knownNames = [contact.company];
  const budget = (await import('./sql-model-budget.js')).sqlModelBudget(database, settings.limits, now);
  const spans =
    telemetry &&
    (await import('./model-spans.js')).modelSpans(telemetry, now, (error) =>
      log.warn({ err: error }, 'traces could not be sent to OpenTelemetry'),
    );
  const writers = (await import('./answer-writer.js')).modelWriters({
    settings,
    knownNames,
    now,
    budget,
    onTrace(trace, conversation) {
      log.info({ ...(conversation === undefined ? {} : { conversation }), answer: trace }, 'answer worded');
      spans?.written(trace, conversation);
    },
    onExhausted: (limit) => log.warn({ reason: limit }, 'the model is not asked: its limit is reached'),
  });
  const understandingFor =
    settings.helps.length > 0
      ? (await import('./model-helps.js')).modelUnderstanding({
          settings,
          knownNames,
          now,
          budget,
          // Without records there is nothing that a dialog could look up.
          helps: settings.helps.filter((step) => step !== 'dialogs' || records.kind !== 'none'),
          onTrace(trace, conversation) {
            log.info({ ...(conversation === undefined ? {} : { conversation }), help: trace }, 'model asked for help');
            spans?.helped(trace, conversation);
          },
        })
      : undefined;
  return {
    writers,
    understandingFor,
    warm() {
      try {
        loadPackage(settings.provider);
      } catch (error) {
        log.error({ err: error }, 'the language model cannot be used, so answers are quoted');
      }
    },
    stop: async () => spans?.stop(),
  };
}
