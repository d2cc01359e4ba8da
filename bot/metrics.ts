import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` tells Prometheus. */
export interface Metrics {
  turn(channel: string, outcome: 'answered' | 'failed', seconds: number): void;
  answer(kind: string): void;
  accepted(channel: string): void;
  refused(reason: string): void;
  send(outcome: 'sent' | 'unknown' | 'failed' | 'retried'): void;
  /** An event of the insurer's systems has come. */
  recordEvent(outcome: 'taken' | 'known' | 'changed'): void;
  recordEventTold(channel: string, outcome: 'told' | 'not-shown' | 'retried'): void;
  /** What a customer thought: 1 up, -1 down. */
  feedback(about: 'answer' | 'conversation', value: 1 | -1): void;
  /** The exposition text and its content type. */
  expose(): Promise<{ contentType: string; text: string }>;
}

/** @param now the sizes that are read when Prometheus asks */
export function serviceMetrics(now: {
  queuedTurns(): number;
  sockets(): number;
  indexedClauses(): number;
  tellingsWaiting(): number;
}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const turns = new Counter({
    name: 'charterdesk_turns_total',
    help: 'Turns of the bot',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'charterdesk_turn_seconds',
    help: 'Time from the start of a turn to its commit',
    labelNames: ['channel'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
    registers,
  });
  const answers = new Counter({
    name: 'charterdesk_answers_total',
    help: 'Replies by kind',
    labelNames: ['kind'],
    registers,
  });
  const accepted = new Counter({
    name: 'charterdesk_activities_accepted_total',
    help: 'Activities taken into the log',
    labelNames: ['channel'],
    registers,
  });
  const refused = new Counter({
    name: 'charterdesk_requests_refused_total',
    help: 'Requests refused',
    labelNames: ['reason'],
    registers,
  });
  const sends = new Counter({
    name: 'charterdesk_sends_total',
    help: 'Sends to other channels',
    labelNames: ['outcome'],
    registers,
  });
  const recordEvents = new Counter({
    name: 'charterdesk_record_events_total',
    help: 'Events of records that were sent to us',
    labelNames: ['outcome'],
    registers,
  });
  const tellings = new Counter({
    name: 'charterdesk_record_events_told_total',
    help: 'Tries to tell a customer of an event',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const feedback = new Counter({
    name: 'charterdesk_feedback_total',
    help: 'Feedback of customers, each time it is given or changed',
    labelNames: ['about', 'value'],
    registers,
  });
  for (const [name, help, read] of [
    ['charterdesk_turns_queued', 'Turns waiting or running', now.queuedTurns],
    ['charterdesk_sockets', 'Open Direct Line sockets', now.sockets],
    ['charterdesk_indexed_clauses', 'Clauses in the index that is served', now.indexedClauses],
    ['charterdesk_record_events_waiting', 'Events that somebody is still to be told of', now.tellingsWaiting],
  ] as const)
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  return {
    turn(channel, outcome, duration) {
      turns.inc({ channel, outcome });
      seconds.observe({ channel }, duration);
    },
    answer: (kind) => answers.inc({ kind }),
    accepted: (channel) => accepted.inc({ channel }),
    refused: (reason) => refused.inc({ reason }),
    send: (outcome) => sends.inc({ outcome }),
    recordEvent: (outcome) => recordEvents.inc({ outcome }),
    recordEventTold: (channel, outcome) => tellings.inc({ channel, outcome }),
    feedback: (about, value) => feedback.inc({ about, value: value > 0 ? 'up' : 'down' }),
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
