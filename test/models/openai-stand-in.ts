import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { strictProblem, toolProblem } from './provider-requests';
import { type Called, callIn, replyIn } from './stand-in-answers';

/** How the stand-in answers. */
export type Mood =
  /** Says what the first source says, in its words. */
  | 'good'
  /** As `good`, but after its first sentence, or those in `waitsAfter`, it waits until it is let go on. */
  | 'slow'
  /** The connection breaks after the first sentence. */
  | 'cut-off'
  | 'wrong-language'
  /** One true sentence, then one that its source does not say. */
  | 'lying'
  /** Does what an injection would have it do. */
  | 'injected'
  /** 429 once, with Retry-After, then good. */
  | 'too-many-once'
  | 'too-many'
  /** 500 once, then good. */
  | 'fails-once'
  | 'fails'
  | 'nonsense'
  | 'half-json'
  | 'nothing'
  /** Knows no JSON schemas, and answers 400 to them. */
  | 'no-schemas'
  /** Takes the request and never answers. */
  | 'silent';

interface ChatBody {
  model: string;
  stream?: boolean;
  response_format?: { json_schema?: { name?: string; strict?: boolean; schema?: Record<string, unknown> } };
  tools?: { function: { name: string; parameters: Record<string, unknown> } }[];
  messages: { role: string; content: string | { type: string; text: string }[] }[];
}

const dimension = 48;

/** A language model that is none: speaks OpenAI's protocol (chat, streamed or whole, and embeddings) over real HTTP, in the mood that it is told. */
export class OpenAiStandIn {
  mood: Mood = 'good';
  /** Said in place of the mood's words: sentences with the numbers of their sources. */
  says: { text: string; sources: number[] }[] | undefined;
  /** Replied to requests for this schema (`stand_alone`, `order`, `questions`), whatever the mood, or called where something may be called (`call`). */
  readonly replies = new Map<string, unknown>();
  /** Bodies of all chat requests, as text: what has left the house. */
  readonly asked: string[] = [];
  /** The addresses of all requests that came, with the names of their keys' headers. */
  readonly heard: { url: string; key: string | undefined }[] = [];
  /** Texts that were embedded. */
  readonly embedded: string[] = [];
  retryAfterSeconds = 0;
  /** Between two pieces of what it says. */
  pieceMs = 0;
  /** Told of each sentence of an answer when its last letter has been sent. */
  onSentence: (question: string, text: string) => void = () => undefined;
  /** The sentences after which `slow` waits, counted from one. */
  waitsAfter = [1];
  /** False: embeddings are refused. */
  embeds = true;
  private release: () => void = () => undefined;
  private failuresLeft = 1;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request, response);
    });
  }

  static async start(): Promise<OpenAiStandIn> {
    const standIn = new OpenAiStandIn();
    await new Promise<void>((resolve) => standIn.server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  /** For OPENAI_BASE_URL. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** Settings of a service that uses it. */
  get settings(): Record<string, string> {
    return { CHAT_MODEL: 'openai:stand-in', OPENAI_API_KEY: 'none-needed', OPENAI_BASE_URL: this.url };
  }

  /** Settings of a service that takes it for a resource at Azure, whose addresses and key's header are other ones. */
  get azureSettings(): Record<string, string> {
    return {
      CHAT_MODEL: 'azure_openai:our-deployment',
      AZURE_OPENAI_API_KEY: 'none-needed',
      // As the portal shows it.
      AZURE_OPENAI_ENDPOINT: `${new URL(this.url).origin}/`,
    };
  }

  be(mood: Mood): void {
    this.mood = mood;
    this.says = undefined;
    this.replies.clear();
    this.failuresLeft = 1;
    this.waitsAfter = [1];
  }

  /** A slow answer goes on. */
  goOn(): void {
    this.release();
  }

  async stop(): Promise<void> {
    this.release();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const url = request.url ?? '';
    const key = request.headers['api-key'] ?? request.headers.authorization;
    this.heard.push({ url, key: key === undefined ? undefined : String(key) });
    // OpenAI's own, or a deployment's of a resource at Azure.
    const [, what] = /^(?:\/v1|\/openai\/deployments\/[^/]+)\/(embeddings|chat\/completions)(?:\?|$)/.exec(url) ?? [];
    if (what === 'embeddings') return this.embed(text, response);
    if (what === undefined) {
      response.statusCode = 404;
      response.end();
      return;
    }
    this.asked.push(text);
    const body = JSON.parse(text) as ChatBody;
    const problem = this.problemOf(body);
    if (problem !== undefined) {
      response.writeHead(400, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: { message: problem, type: 'invalid_request_error' } }));
      return;
    }
    if (this.refuses(response)) return;
    if (this.mood === 'silent') return;
    if (body.stream) await this.stream(body, response);
    else this.whole(body, response);
  }

  /** Why the real one would not take it. */
  private problemOf({ response_format, tools = [] }: ChatBody): string | undefined {
    if (this.mood === 'no-schemas' && response_format) return 'response_format is not supported';
    const { strict, schema = {} } = response_format?.json_schema ?? {};
    return (
      (strict === true ? strictProblem(schema) : undefined) ??
      tools.map(({ function: { name, parameters } }) => toolProblem(name, parameters)).find((one) => one !== undefined)
    );
  }

  /** @returns whether it did */
  private refuses(response: ServerResponse): boolean {
    const status = { 'too-many': 429, 'too-many-once': 429, fails: 500, 'fails-once': 500 }[String(this.mood)];
    if (status === undefined || (this.mood.endsWith('once') && this.failuresLeft === 0)) return false;
    this.failuresLeft = Math.max(0, this.failuresLeft - 1);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...(status === 429 ? { 'Retry-After': String(this.retryAfterSeconds) } : {}),
    });
    response.end(JSON.stringify({ error: { message: 'not now', type: 'stand_in' } }));
    return true;
  }

  private dataOf({ messages }: ChatBody): string {
    const last = messages.at(-1)?.content ?? '';
    return typeof last === 'string' ? last : last.map(({ text }) => text).join('');
  }

  /** What it calls of what it may; undefined: it speaks. */
  private callOf(body: ChatBody): Called | undefined {
    if (!body.tools) return undefined;
    if (this.replies.has('call')) return this.replies.get('call') as Called | undefined;
    return callIn(
      this.dataOf(body),
      body.tools.map(({ function: { name } }) => name),
      this.mood,
    );
  }

  private wordsOf(body: ChatBody): string {
    const data = this.dataOf(body);
    const asked = body.tools ? 'call' : (body.response_format?.json_schema?.name ?? 'answer');
    if (asked === 'call' && this.mood === 'good') return 'none';
    if (this.replies.has(asked)) return JSON.stringify(this.replies.get(asked));
    const reply = this.says ? { sentences: this.says } : replyIn(asked, data, this.mood);
    const json = JSON.stringify(reply);
    switch (this.mood) {
      case 'nonsense':
        return this.says ? json : 'Colourless green ideas sleep furiously. 42!';
      case 'half-json':
        return json.slice(0, Math.min(40, json.length / 2));
      case 'nothing':
        return '';
      default:
        return json;
    }
  }

  private whole(body: ChatBody, response: ServerResponse): void {
    const message = { role: 'assistant', content: this.wordsOf(body) };
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(
      JSON.stringify({
        ...this.frame(body),
        object: 'chat.completion',
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage: { prompt_tokens: 300, completion_tokens: 60, total_tokens: 360 },
      }),
    );
  }

  private async stream(body: ChatBody, response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const send = (event: object): void => void response.write(`data: ${JSON.stringify(event)}\n\n`);
    const delta = (content: string): object => ({
      ...this.frame(body),
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }],
    });
    const call = this.callOf(body);
    const words = call ? '' : this.wordsOf(body);
    if (call)
      for (const piece of piecesOf(call))
        send({
          ...this.frame(body),
          object: 'chat.completion.chunk',
          choices: [{ index: 0, delta: { role: 'assistant', tool_calls: [piece] }, finish_reason: null }],
        });
    const sentences = sentencesSaid(words);
    const ends = [...words.matchAll(/\}/g)].map(({ index }) => index + 1);
    for (let at = 0; at < words.length; at += 7) {
      const ended = ends.findIndex((end) => at >= end && at - 7 < end) + 1;
      if (ended === 1 && this.mood === 'cut-off') return void response.destroy();
      if (this.mood === 'slow' && this.waitsAfter.includes(ended))
        await new Promise<void>((resolve) => (this.release = resolve));
      send(delta(words.slice(at, at + 7)));
      for (const { text } of sentences.filter(({ end }) => at < end && end <= at + 7))
        this.onSentence(questionIn(this.dataOf(body)), text);
      // A piece of its own on the wire, as from a real one.
      await new Promise((resolve) => (this.pieceMs > 0 ? setTimeout(resolve, this.pieceMs) : setImmediate(resolve)));
    }
    send({ ...this.frame(body), choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    send({ ...this.frame(body), choices: [], usage: { prompt_tokens: 300, completion_tokens: 60, total_tokens: 360 } });
    response.end('data: [DONE]\n\n');
  }

  private frame({ model }: ChatBody): object {
    return { id: 'chatcmpl-stand-in', object: 'chat.completion.chunk', created: 1, model };
  }

  private embed(text: string, response: ServerResponse): void {
    if (!this.embeds) {
      response.statusCode = 400;
      response.end('{"error":{"message":"no"}}');
      return;
    }
    const { input, encoding_format } = JSON.parse(text) as { input: string | string[]; encoding_format?: string };
    const texts = typeof input === 'string' ? [input] : input;
    this.embedded.push(...texts);
    const data = texts.map((one, index) => {
      const vector = vectorOf(one);
      const embedding =
        encoding_format === 'base64' ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector;
      return { object: 'embedding', index, embedding };
    });
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const usage = { prompt_tokens: 1, total_tokens: 1 };
    response.end(JSON.stringify({ object: 'list', data, model: 'stand-in', usage }));
  }
}

/** The sentences of an answer, and where each ends in it. */
const sentencesSaid = (words: string): { text: string; end: number }[] =>
  [...words.matchAll(/\{"text":("(?:[^"\\]|\\.)*"),"sources":\[[\d,]*\]\}/g)].map(
    ({ 0: whole, 1: text = '""', index }) => ({
      text: JSON.parse(text) as string,
      end: index + whole.length,
    }),
  );

const questionIn = (data: string): string => (JSON.parse(data) as { question?: string }).question ?? '';

/** A call as it comes over the wire: its name first, its values in pieces. */
const piecesOf = ({ name, values }: Called): object[] => [
  { index: 0, id: 'call-stand-in', type: 'function', function: { name, arguments: '' } },
  ...(JSON.stringify(values).match(/.{1,9}/gs) ?? []).map((piece) => ({ index: 0, function: { arguments: piece } })),
];

/** Letters' triples, hashed: near for texts that are written alike, which is all that a test needs. */
function vectorOf(text: string): number[] {
  const vector = new Array<number>(dimension).fill(0);
  const letters = text.toLowerCase();
  for (let at = 0; at + 3 <= letters.length; at += 1) {
    let hash = 7;
    for (const letter of letters.slice(at, at + 3)) hash = (hash * 31 + letter.charCodeAt(0)) % 9973;
    const place = hash % dimension;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}
