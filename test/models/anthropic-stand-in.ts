import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { piecesOfText, schemaAskedFor, strictProblem, toolProblem } from './provider-requests';
import { type Called, callIn, replyIn } from './stand-in-answers';

interface MessagesBody {
  model?: string;
  max_tokens?: number;
  system?: unknown;
  stream?: boolean;
  messages: { role: string; content: string | { type: string; text: string }[] }[];
  tools?: { name: string; description?: string; input_schema: Record<string, unknown> }[];
  output_config?: { format?: { type: string; schema: Record<string, unknown> } };
}

/** Keywords of a schema that Anthropic answers 400 to. */
const refused = ['minimum', 'maximum', 'minLength', 'maxLength', 'pattern'];

/** A model at Anthropic that is none: speaks the protocol of its messages, streamed, over real HTTP, and refuses what the real one refuses. */
export class AnthropicStandIn {
  /** Bodies of all requests that were taken. */
  readonly asked: MessagesBody[] = [];
  /** Statuses to refuse the next requests with, in order. */
  refusals: number[] = [];
  /** A model from before structured outputs: false. */
  knowsSchemas = true;
  /** Called where something may be called; absent: what a good model calls. */
  calls: Called | undefined;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<AnthropicStandIn> {
    const standIn = new AnthropicStandIn();
    await new Promise<void>((resolve) => standIn.server.listen(0, '127.0.0.1', resolve));
    return standIn;
  }

  get settings(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return {
      CHAT_MODEL: 'anthropic:stand-in',
      ANTHROPIC_API_KEY: 'none-needed',
      ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const refuse = (status: number, type: string, message: string): void => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...(status === 429 && { 'retry-after': '0' }) });
      response.end(JSON.stringify({ type: 'error', error: { type, message } }));
    };
    if (request.method !== 'POST' || request.url !== '/v1/messages')
      return refuse(404, 'not_found_error', 'no such path');
    if (request.headers['x-api-key'] !== 'none-needed') return refuse(401, 'authentication_error', 'invalid x-api-key');
    if (!request.headers['anthropic-version'])
      return refuse(400, 'invalid_request_error', 'anthropic-version is required');
    const body = JSON.parse(text) as MessagesBody;
    const problem = this.problemOf(body);
    if (problem !== undefined) return refuse(400, 'invalid_request_error', problem);
    this.asked.push(body);
    const status = this.refusals.shift();
    if (status !== undefined) return refuse(status, 'rate_limit_error', 'not now');
    this.stream(body, response);
  }

  private problemOf({
    model,
    max_tokens,
    messages,
    stream,
    tools = [],
    output_config,
  }: MessagesBody): string | undefined {
    if (!model || max_tokens === undefined) return 'model and max_tokens are required';
    if (!stream) return 'the stand-in streams only';
    if (messages.some(({ role }) => role !== 'user' && role !== 'assistant')) return 'messages: unexpected role';
    const schema = output_config?.format?.schema;
    if (schema && !this.knowsSchemas) return 'output_config.format: not supported by this model';
    return (
      (schema && strictProblem(schema, refused)) ??
      tools.map(({ name, input_schema }) => toolProblem(name, input_schema)).find((one) => one !== undefined)
    );
  }

  private stream(body: MessagesBody, response: ServerResponse): void {
    const content = body.messages.at(-1)?.content ?? '';
    const data = typeof content === 'string' ? content : content.map(({ text }) => text).join('');
    const offered = body.tools?.map(({ name }) => name);
    const call = offered && (this.calls ?? callIn(data, offered, 'good'));
    const words = call
      ? 'I take that one.'
      : body.tools
        ? 'none'
        : JSON.stringify(replyIn(schemaAskedFor(data), data, 'good'));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const send = (type: string, more: object = {}): void =>
      void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`);
    const usage = { input_tokens: 300, output_tokens: 1 };
    const message = { id: 'msg_stand_in', type: 'message', role: 'assistant', content: [], model: body.model };
    send('message_start', { message: { ...message, stop_reason: null, stop_sequence: null, usage } });
    send('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
    send('ping');
    for (const text of piecesOfText(words))
      send('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
    send('content_block_stop', { index: 0 });
    // It mostly says what it is about to do before it calls.
    if (call) for (const [type, more] of eventsOf(call)) send(type, { index: 1, ...more });
    const delta = { stop_reason: call ? 'tool_use' : 'end_turn', stop_sequence: null };
    send('message_delta', { delta, usage: { output_tokens: 60 } });
    send('message_stop');
    response.end();
  }
}

const eventsOf = ({ name, values }: Called): [type: string, more: object][] => [
  ['content_block_start', { content_block: { type: 'tool_use', id: 'toolu_stand_in', name, input: {} } }],
  ...['', ...piecesOfText(JSON.stringify(values))].map((partial_json): [string, object] => [
    'content_block_delta',
    { delta: { type: 'input_json_delta', partial_json } },
  ]),
  ['content_block_stop', {}],
];
