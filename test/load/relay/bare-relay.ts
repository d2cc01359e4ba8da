import { WebSocketServer, type WebSocket } from 'ws';

/** Two bare WebSockets and nothing between them: who comes names the conversations that they have, and each message goes to whoever else has it. */
const ends = new Map<string, Set<WebSocket>>();

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.env.PORT), perMessageDeflate: false });
server.on('connection', (socket, request) => {
  const has = new URL(request.url ?? '/', 'http://localhost').searchParams.getAll('has');
  for (const conversation of has) ends.set(conversation, (ends.get(conversation) ?? new Set()).add(socket));
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    const { conversation } = JSON.parse(text) as { conversation: string };
    for (const other of ends.get(conversation) ?? []) if (other !== socket) other.send(text);
  });
});
process.once('SIGTERM', () => process.exit(0));
