import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { indexPlace, usualPlace } from '../../bot/index-place';
import { openServedIndex } from '../../bot/commands/shipped-index';
import { loadConfig } from '../../bot/config';
import { buildIndex, type SearchQuestion } from '../../knowledge/index/index';
import { type ChatModel, type ChatRequest, langChainChat, ModelError, steadyChat } from '../../knowledge/models';
import { loadPackage } from '../../knowledge/models/providers';
import { maskFor, SentenceReader } from '../../knowledge/writing';
import { run } from '../commands/ask-process';
import { sampleDocuments } from '../knowledge/index/sample-documents';
import { freePort } from '../load/turn/server-process';
import { OpenAiStandIn } from './openai-stand-in';

let standIn: OpenAiStandIn;
beforeAll(async () => {
  standIn = await OpenAiStandIn.start();
  // As the service does after its start: no answer waits for the loading.
  loadPackage('openai');
});
afterAll(() => standIn.stop());

const request: ChatRequest = {
  instructions: 'Say something.',
  data: JSON.stringify({
    language: 'English',
    sources: [{ number: 1, text: 'A sentence that is long enough to be said.' }],
  }),
  schema: { name: 'answer', json: { type: 'object', additionalProperties: false } },
};

async function replyOf(model: ChatModel, signal = new AbortController().signal): Promise<string> {
  let text = '';
  for await (const piece of model.ask(request, signal)) if (piece.kind === 'text') text += piece.text;
  return text;
}

describe('a steady model', () => {
  const patience = { timeoutMs: 3000, pauseMs: 1, failures: 2, restMs: 60_000 };
  const model = (): ChatModel =>
    steadyChat(
      langChainChat({ provider: 'openai', model: 'stand-in', apiKey: 'none', baseUrl: standIn.url }),
      patience,
    );

  test('streams what the provider says', async () => {
    standIn.be('good');
    expect(await replyOf(model())).toContain('A sentence that is long enough');
  });

  test('is asked without a schema where the server knows none, and from then on', async () => {
    standIn.be('no-schemas');
    const steady = model();
    const before = standIn.asked.length;
    expect(await replyOf(steady)).toContain('A sentence that is long enough');
    expect(await replyOf(steady)).toContain('A sentence that is long enough');
    expect(standIn.asked.length - before).toBe(3);
  });

  test('is left alone after failures in a row', async () => {
    standIn.be('fails');
    const steady = model();
    // Each answer takes two tries, and with the second failure the model gets its rest.
    await expect(replyOf(steady)).rejects.toThrow(/answered 500/);
    const before = standIn.asked.length;
    await expect(replyOf(steady)).rejects.toThrow(/left alone/);
    expect(standIn.asked.length).toBe(before);
  });

  test('waits no longer than the provider’s hint leaves time for', async () => {
    standIn.be('too-many');
    standIn.retryAfterSeconds = 60;
    const before = standIn.asked.length;
    await expect(replyOf(model())).rejects.toThrow(/answered 429/);
    expect(standIn.asked.length - before).toBe(1);
    standIn.retryAfterSeconds = 0;
  });

  test('stops when nobody listens any more, and that is no failure of its own', async () => {
    standIn.be('silent');
    const left = new AbortController();
    const reply = replyOf(model(), left.signal);
    left.abort();
    await expect(reply).rejects.toMatchObject({ status: 499 });
  });

  test('an error tells the status and nothing of what was asked', async () => {
    standIn.be('fails');
    const error: unknown = await replyOf(model()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelError);
    expect(String((error as Error).message)).toBe('openai:stand-in answered 500.');
  });
});

describe('npm run models', () => {
  const models = (settings: Record<string, string>) => run('models', [], '', { ...standIn.settings, ...settings });

  test('says what each model answered', async () => {
    standIn.be('good');
    const { stdout, status } = await models({ EMBEDDING_MODEL: 'openai:vectors' });
    expect(stdout).toMatch(
      /^CHAT_MODEL openai:stand-in: answered \(.*\)\. All of it stands the check:\n {2}Our telephones/,
    );
    expect(stdout).toMatch(/EMBEDDING_MODEL openai:vectors: answered \(.*\), 48 dimensions\./);
    expect(status).toBe(0);
  });

  test('says why there was no answer, and what to look at', async () => {
    standIn.be('fails');
    const there = await models({});
    expect(there.stdout).toMatch(/CHAT_MODEL openai:stand-in: no answer\. openai:stand-in answered 500\. The trouble/);
    const gone = await models({ OPENAI_BASE_URL: `http://127.0.0.1:${await freePort()}/v1` });
    expect(gone.stdout).toMatch(/no answer\. .*\(ECONNREFUSED\)\. Does it run, .* OPENAI_BASE_URL right/);
    expect([there.status, gone.status]).toEqual([1, 1]);
  });
});

test('sentences are read as soon as they are closed, and nothing else is', () => {
  const reader = new SentenceReader();
  const pieces = [
    '{"sent',
    'ences":[{"text":"A \\"quoted\\" {brace}.","sour',
    'ces":[1,2]}',
    ',{"text":"No sources."}',
    ',{"text":"B.","sources":[1]}]}',
  ];
  expect(pieces.map((piece) => reader.take(piece).map(({ text }) => text))).toEqual([
    [],
    [],
    ['A "quoted" {brace}.'],
    [],
    ['B.'],
  ]);
  expect(reader.isWhole).toBe(true);
  for (const nonsense of ['Colourless green ideas.', '{"text": 1, "sources": [1]}', '[1, {]}', '']) {
    const other = new SentenceReader();
    expect(other.take(nonsense)).toEqual([]);
  }
});

describe('the mask', () => {
  test.each([
    ['Skriv til jens.holm@firma.example', 'jens.holm@firma.example'],
    ['Ring på 51 77 20 94', '51 77 20 94'],
    ['Call me on +45 51772094', '+45 51772094'],
    ['Mit CPR-nummer er 010170-1234', '010170-1234'],
    ['Havblik Fisk A/S betaler ikke', 'Havblik Fisk A/S'],
    ['Har Nordsø & Sønner ApS betalt?', 'Nordsø & Sønner ApS'],
    ['Unser Kunde Müller GmbH zahlt nicht', 'Müller GmbH'],
    ['Det er police PK-204417', 'PK-204417'],
    ['De bor på Strandvejen 12, 2900 Hellerup', 'Strandvejen 12, 2900 Hellerup'],
    ['Konto DK50 0040 0440 1162 43', 'DK50 0040 0440 1162 43'],
    ['Jeg talte med Sofie Lindegaard i går', 'Sofie'],
    ['CVR 31884420 er nyt', '31884420'],
  ])('hides and puts back: %s', (text, secret) => {
    const mask = maskFor('da', []);
    const hidden = mask.hide(text);
    expect(hidden).not.toContain(secret);
    expect(mask.putBack(hidden)).toBe(text);
  });

  test('leaves amounts, days and the insurer’s own names, and gives one value one placeholder', () => {
    const mask = maskFor('da', ['Anmeld skaden i Atrium.']);
    const plain = 'Jeg skylder 12.500 kr. efter 30 dage, og Atrium svarer ikke';
    expect(mask.hide(plain)).toBe(plain);
    expect(mask.hide('Havblik Fisk A/S og igen Havblik Fisk A/S')).toBe('[COMPANY_1] og igen [COMPANY_1]');
    expect(mask.putBack('[COMPANY_9]')).toBe('[COMPANY_9]');
  });
});

test.each([
  ['Ringede til direktøren; hun var ikke til at tale med i dag..', 'Sidst: {}.'],
  ['Skrev til køber   om den gamle sag,\nog fik ikke svar.\n', 'Sidst: {}.'],
  ['**Vigtigt**: de flytter til Spanien i næste uge med det hele', '{}'],
  ['- taget pant i lageret\n- talt med naboen om det hele', '{}'],
])('hides a text of staff as a reply lays it out: %s', (text, frame) => {
  const shown = text
    .replace(/[.\s]+$/, '')
    .replaceAll('**', '')
    .replace(/^- /gm, '');
  const mask = maskFor('da', [], [text]);
  const hidden = mask.hideRecord(frame.replace('{}', shown));
  expect(hidden).toMatch(/^(Sidst: )?\[TEXT_1\]\.?$/);
  expect(mask.putBack(hidden)).toBe(frame.replace('{}', shown));
});

describe('an embedding model', () => {
  let dataDirectory: string;
  beforeEach(async () => {
    dataDirectory = await mkdtemp(path.join(tmpdir(), 'charterdesk-models-'));
  });
  afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

  const settingsOf = (model: string) =>
    loadConfig({
      DATA_DIR: dataDirectory,
      EMBEDDING_MODEL: `openai:${model}`,
      OPENAI_API_KEY: 'k',
      OPENAI_BASE_URL: standIn.url,
    });

  test('has an index of its own, of the insurer’s own documents, and a question without it is answered all the same', async () => {
    await buildIndex(sampleDocuments(), { directory: usualPlace({ dataDirectory }).directory, source: 'given' });
    const failures: unknown[] = [];
    const [one, other] = [
      await indexPlace(settingsOf('small'), (error) => failures.push(error)),
      await indexPlace(settingsOf('large'), (error) => failures.push(error)),
    ];
    expect(new Set([one.directory, other.directory, usualPlace({ dataDirectory }).directory]).size).toBe(3);
    const index = await openServedIndex(one, () => undefined);
    expect(index.documents.map(({ name }) => name).sort()).toEqual(
      sampleDocuments()
        .map(({ name }) => name)
        .sort(),
    );
    expect(index.manifest.votes.map(({ embedder }) => embedder)).toContain(`openai:small@${standIn.url}`);

    const question: SearchQuestion = {
      text: 'Hvad siger Havblik Fisk A/S om fristen?',
      history: [],
      language: 'da',
      audience: 'public',
    };
    const before = standIn.embedded.length;
    expect((await index.search(question)).hits.length).toBeGreaterThan(0);
    expect(standIn.embedded.slice(before).join()).toContain('[COMPANY_1]');
    expect(standIn.embedded.slice(before).join()).not.toContain('Havblik');
    index.close();

    // An index that came from a service without this model gets its vectors, and keeps them.
    await buildIndex(sampleDocuments(), { directory: other.directory, source: 'given' });
    const completed = await openServedIndex(other, () => undefined);
    expect(completed.manifest).toMatchObject({ source: 'given', notes: [] });
    expect(completed.manifest.votes).toHaveLength(2);
    completed.close();

    // The provider is gone; the index is not.
    const deaf = { ...one, serving: (await indexPlace(settingsOf('small'), (error) => failures.push(error))).serving };
    standIn.embeds = false;
    const again = await openServedIndex(deaf, () => undefined);
    expect((await again.search(question)).hits.length).toBeGreaterThan(0);
    expect(failures.length).toBeGreaterThan(0);
    again.close();
    standIn.embeds = true;
  });
});
