/** The peer of the benchmark `turn`: the echo bot of the Bot Framework's own samples, bare, on the same restify and started the same way. */
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { createServer, plugins } from 'restify';

const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(`Echo: ${context.activity.text}`);
  await next();
});

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = createServer();
server.use(plugins.bodyParser());
server.post('/api/messages', (request, response, next) => {
  adapter.process(request, response, (context) => bot.run(context)).then(() => next(), next);
});
server.listen(Number(process.env.PORT), '127.0.0.1');
