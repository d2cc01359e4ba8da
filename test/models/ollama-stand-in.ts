import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { piecesOfText, schemaAskedFor, toolProblem } from './provider-requests';
import { type Called, callIn, replyIn } from './stand-in-answers';

interface ChatBody {
  model?: string;
  stream?: boolean;
  format?: unknown;
  options?: { num_ctx?: number; num_predict?: number };
  messages: { role: string; content: string }[];
  tools?: { type: string; function: { name: string; parameters: Record<string, unknown> } }[];
}

/** A server of Ollama's with a model that is none: speaks its protocol, a line of JSON for each piece, over real HTTP. */
export class OllamaStandIn {
  /** Bodies of all chat requests that were taken. */
  readonly asked: ChatBody[] = [];
  /** Texts that were embedded. */
  readonly embedded: string[] = [];
  /** Statuses to refuse the next requests with, in order. */
  refusals: number[] = [];
  /** Called where something may be called; absent: what a good model calls. */
  calls: Called | undefined;
  /** Answers wait after their first piece until they are let go on. */
  waits = false;
  /** Requests whose asker went away before their end. */
  left = 0;
  private release: () => void = () => undefined;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<OllamaStandIn> {
    const standIn = new OllamaStandIn();
    await new Promise<void>((resolve) => standIn.server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get settings(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return { CHAT_MODEL: 'ollama:stand-in:8b', OLLAMA_BASE_URL: `http://127.0.0.1:${port}` };
  }

  /** What waits goes on, and nothing waits any more. */
  goOn(): void {
    this.waits = false;
    this.release();
  }

  async stop(): Promise<void> {
    this.goOn();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const refuse = (status: number, error: string): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error }));
    };
    if (request.url === '/api/embed') return this.embed(text, response);
    if (request.url !== '/api/chat') return refuse(404, 'no such path');
    const body = JSON.parse(text) as ChatBody;
    if (!body.model) return refuse(400, 'model is required');
    if (body.format !== undefined && typeof body.format !== 'object') return refuse(400, 'invalid format');
    for (const { function: tool } of body.tools ?? []) {
      const problem = toolProblem(tool.name, tool.parameters);
      if (problem !== undefined) return refuse(400, problem);
    }
    this.asked.push(body);
    const status = this.refusals.shift();
    if (status !== undefined) return refuse(status, 'not now');
    response.on('close', () => {
      if (!response.writableFinished) this.left += 1;
    });
    await this.stream(body, response);
  }

  private async stream(body: ChatBody, response: ServerResponse): Promise<void> {
    const data = body.messages.at(-1)?.content ?? '';
    const names = body.tools?.map(({ function: { name } }) => name);
    const call = names && (this.calls ?? callIn(data, names, 'good'));
    const words = call ? '' : names ? 'none' : JSON.stringify(replyIn(schemaAskedFor(data), data, 'good'));
    response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
    const send = (message: object, more: object): void => {
      const line = {
        model: body.model,
        created_at: '2026-11-23T08:00:00Z',
        message: { role: 'assistant', ...message },
      };
      response.write(`${JSON.stringify({ ...line, ...more })}\n`);
    };
    for (const [at, content] of piecesOfText(words).entries()) {
      if (at === 1 && this.waits) await new Promise<void>((resolve) => (this.release = resolve));
      send({ content }, { done: false });
    }
    // A call comes whole, and its values are no text.
    if (call)
      send({ content: '', tool_calls: [{ function: { name: call.name, arguments: call.values } }] }, { done: false });
    send({ content: '' }, { done: true, done_reason: 'stop', prompt_eval_count: 300, eval_count: 60 });
    response.end();
  }

  private embed(text: string, response: ServerResponse): void {
    const { input } = JSON.parse(text) as { input: string | string[] };
    const texts = typeof input === 'string' ? [input] : input;
    this.embedded.push(...texts);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ model: 'stand-in', embeddings: texts.map((one) => [one.length, 1, 0, 1]) }));
  }
}
