import type { LoadedDocument } from '../../knowledge';
import { storedDocuments } from '../../knowledge/index/index';
import { modelId } from '../../knowledge/models';
import { type HelpTrace, writeQuestions } from '../../knowledge/understanding';
import { modelTurns } from '../model-helps';
import type { ChatSettings } from '../models-settings';

interface Parts {
  /** The folder of the index in use: what the model wrote before is kept for clauses that still say the same. */
  directory: string;
  /** The insurer's own names. */
  knownNames: readonly string[];
  say(line: string): void;
}

/** After so many failures in a row the rest would fail as well, and each would have to be waited for. */
const mostFailures = 3;

/** The documents with example questions by the configured model. A provider that fails ends nothing: the documents go in with what there is. */
export async function withModelQuestions(
  documents: readonly LoadedDocument[],
  settings: ChatSettings,
  { directory, knownNames, say }: Parts,
): Promise<LoadedDocument[]> {
  const traces: HelpTrace[] = [];
  let failing = 0;
  // Nobody waits for an answer here: a request may take as long as an answer may.
  const turn = modelTurns({
    settings: { ...settings, helpTimeoutMs: settings.timeoutMs },
    knownNames,
    now: () => new Date(),
    onTrace(trace) {
      traces.push(trace);
      failing = trace.failure === undefined ? 0 : failing + 1;
    },
  });
  const name = modelId(settings);
  say(`${name} writes example questions…`);
  const before = await storedDocuments(directory).catch((error: unknown) =>
    say(`Warning: what was written before cannot be read, so it is asked for again. ${String(error)}`),
  );
  const written = await writeQuestions(documents, {
    name,
    turn: () => (failing < mostFailures ? turn(undefined) : undefined),
    before: before?.documents ?? [],
    onProgress: (done, total) => say(`  ${done} of ${total} clauses`),
  });
  const used = traces.reduce((sum, trace) => sum + trace.used.input + trace.used.output, 0);
  say(
    `Example questions by ${name}: for ${written.clauses} clauses, ${written.kept} of them kept from before; ${written.without} have none. ${traces.length} requests, ${used} tokens.`,
  );
  if (failing >= mostFailures)
    say(`Warning: after ${failing} failures in a row nothing more was asked for; the next ingest goes on from there.`);
  for (const [failure, count] of failuresOf(traces))
    say(`Warning: ${failure} (${count} of ${traces.length} requests). The documents go in all the same.`);
  return written.documents;
}

function failuresOf(traces: readonly HelpTrace[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { failure } of traces) if (failure !== undefined) counts.set(failure, (counts.get(failure) ?? 0) + 1);
  return counts;
}
