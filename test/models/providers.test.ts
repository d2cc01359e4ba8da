import { loadConfig } from '../../bot/config';
import { type ChatRequest, langChainChat, langChainEmbedder, steadyChat, usualPatience } from '../../knowledge/models';
import { type ClientView, TestVisitor } from '../direct-line-client';
import { startTestService, type TestService } from '../start-test-service';
import { AnthropicStandIn } from './anthropic-stand-in';
import { OllamaStandIn } from './ollama-stand-in';
import { OpenAiStandIn } from './openai-stand-in';
import type { Called } from './stand-in-answers';

let anthropic: AnthropicStandIn;
let ollama: OllamaStandIn;
let azure: OpenAiStandIn;
beforeAll(async () => {
  [anthropic, ollama, azure] = [
    await AnthropicStandIn.start(),
    await OllamaStandIn.start(),
    await OpenAiStandIn.start(),
  ];
});
afterAll(async () => {
  await anthropic.stop();
  await ollama.stop();
  await azure.stop();
});

const claim: Called = {
  name: 'file-claim',
  values: { buyer: { name: '[COMPANY_1]' }, cause: 'insolvency', claimed: { amount: '85000', currency: 'DKK' } },
};

/** A provider as this test needs it. */
interface Wire {
  settings(): Record<string, string>;
  /** What it calls where it may call something. */
  call(called: Called): void;
  /** The next request is answered 429. */
  refuseOnce(): void;
  /** All that it was asked, as JSON. */
  asked(): string[];
}
const wires: [provider: string, wire: Wire][] = [
  [
    'anthropic',
    {
      settings: () => anthropic.settings,
      call: (called) => (anthropic.calls = called),
      refuseOnce: () => anthropic.refusals.push(429),
      asked: () => anthropic.asked.map((body) => JSON.stringify(body)),
    },
  ],
  [
    'ollama',
    {
      settings: () => ollama.settings,
      call: (called) => (ollama.calls = called),
      refuseOnce: () => ollama.refusals.push(503),
      asked: () => ollama.asked.map((body) => JSON.stringify(body)),
    },
  ],
  [
    'azure_openai',
    {
      settings: () => azure.azureSettings,
      call: (called) => azure.replies.set('call', called),
      refuseOnce: () => azure.be('too-many-once'),
      asked: () => azure.asked,
    },
  ],
];

const request: ChatRequest = {
  instructions: 'Say something.',
  data: JSON.stringify({
    language: 'English',
    sources: [{ number: 1, text: 'A sentence that is long enough to be said.' }],
  }),
  schema: {
    name: 'answer',
    json: {
      type: 'object',
      properties: { sentences: { type: 'array', items: { type: 'string' } } },
      required: ['sentences'],
      additionalProperties: false,
    },
  },
};

async function said(settings: Record<string, string>, signal = new AbortController().signal) {
  const { chat } = loadConfig(settings).models;
  if (!chat) throw new Error('The settings name a model.');
  const heard = { text: '', pieces: 0, used: { input: 0, output: 0 } };
  for await (const piece of steadyChat(langChainChat(chat), usualPatience).ask(request, signal)) {
    if (piece.kind === 'text') {
      heard.text += piece.text;
      heard.pieces += 1;
    }
    if (piece.kind === 'used') heard.used = piece.used;
  }
  return heard;
}

describe.each(wires)('%s', (_provider, { settings, call, refuseOnce, asked }) => {
  test('streams what it says, is held to the schema, is asked once more when it says so, and its tokens are counted', async () => {
    const before = asked().length;
    refuseOnce();
    const { text, pieces, used } = await said(settings());
    expect(JSON.parse(text)).toMatchObject({ sentences: [{ sources: [1] }] });
    expect(pieces).toBeGreaterThan(3);
    expect(used).toEqual({ input: 300, output: 60 });
    expect(asked().length - before).toBe(2);
    expect(asked().at(-1)).toContain('"additionalProperties":false');
  });

  describe('of a service', () => {
    let service: TestService;
    beforeAll(async () => {
      service = await startTestService({ ...settings(), MODEL_HELPS: 'rewrite, dialogs, rerank' });
    });
    afterAll(() => service.stop());

    async function customer(): Promise<TestVisitor> {
      const response = await fetch(`${service.url}/demo/sign-in`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ customerId: 'blaamejse' }),
      });
      const { assertion } = (await response.json()) as { assertion: string };
      return TestVisitor.arrive(service.url, 'da-DK', assertion);
    }

    test('words an answer that grows, after it has put the clauses in order and the follow-up in full', async () => {
      const before = asked().length;
      const visitor = await customer();
      await visitor.ask('Hvordan sender vi en sag til inkasso?');
      const listener = visitor.listen();
      await listener.until((all) => all.length >= 1);
      const question = await visitor.send('Hvem betaler det?');
      const isReply = ({ type, replyToId }: ClientView): boolean => type === 'message' && replyToId === question;
      const shown = await listener.until((all) => all.some(isReply));
      listener.close();
      expect(shown.some(({ channelData }) => channelData?.streamType === 'streaming')).toBe(true);
      expect(shown.find(isReply)?.text).toMatch(/^[^>]*\[1\]/);
      const sent = asked().slice(before).join('\n');
      for (const ours of [
        'understood without the earlier',
        'in the order in which they answer',
        "insurer's answer to a",
      ])
        expect(sent).toContain(ours);
      // Nothing was refused: each was asked with its schema.
      expect(
        asked()
          .slice(before)
          .filter((body) => !body.includes('additionalProperties')),
      ).toEqual([]);
    });

    test('picks the dialog and fills its slots by a call', async () => {
      call(claim);
      const visitor = await customer();
      const { text } = await visitor.ask('Nordhavn Stål ApS drejede nøglen om i går, sæt det hele i gang, 85.000 kr');
      expect(text).toContain('Nordhavn Stål ApS');
      expect(text).toContain('85.000');
    });
  });
});

test('a model of Anthropic’s that knows no schemas is asked without one', async () => {
  anthropic.knowsSchemas = false;
  const before = anthropic.asked.length;
  expect((await said(anthropic.settings)).text).toContain('A sentence that is long enough');
  expect(anthropic.asked.slice(before).map(({ output_config }) => output_config)).toEqual([undefined]);
  anthropic.knowsSchemas = true;
});

test('at Ollama an answer that is given up is ended there, and no other one with it', async () => {
  ollama.waits = true;
  const [left, stays] = [new AbortController(), new AbortController()];
  const before = ollama.asked.length;
  const given = said(ollama.settings, left.signal);
  const kept = said(ollama.settings, stays.signal);
  while (ollama.asked.length < before + 2) await new Promise((resolve) => setTimeout(resolve, 5));
  left.abort();
  await expect(given).rejects.toMatchObject({ status: 499 });
  while (ollama.left === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  ollama.goOn();
  expect((await kept).text).toContain('A sentence that is long enough');
  // Longer than its own default, and the same for every request.
  expect(ollama.asked.map(({ options }) => options?.num_ctx)).toEqual(ollama.asked.map(() => 8192));
});

test('at Azure requests go to the deployment, with the key in its own header and the version of the interface', () => {
  const chats = azure.heard.filter(({ url }) => url.includes('/chat/'));
  expect(new Set(chats.map(({ url }) => url))).toEqual(
    new Set(['/openai/deployments/our-deployment/chat/completions?api-version=2024-10-21']),
  );
  expect(new Set(chats.map(({ key }) => key))).toEqual(new Set(['none-needed']));
});

test.each([
  ['azure_openai', () => azure.azureSettings, 48],
  ['ollama', () => ollama.settings, 4],
] as const)('%s makes vectors', async (provider, settings, dimension) => {
  const { embedding } = loadConfig({ ...settings(), EMBEDDING_MODEL: `${provider}:our-vectors` }).models;
  if (!embedding) throw new Error('The settings name a model.');
  const embedder = await langChainEmbedder(embedding);
  expect(embedder.dimension).toBe(dimension);
  expect(await embedder.embedDocuments(['one', 'two'])).toHaveLength(2);
  if (provider === 'azure_openai')
    expect(azure.heard.at(-1)?.url).toBe('/openai/deployments/our-vectors/embeddings?api-version=2024-10-21');
});
