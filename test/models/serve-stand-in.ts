import { type Mood, OpenAiStandIn } from './openai-stand-in';

/** For trying the service by hand: starts the stand-in and prints the settings of a service that uses it. `node bot/run.js ../test/models/serve-stand-in MOOD` */
async function main(): Promise<void> {
  const standIn = await OpenAiStandIn.start();
  standIn.be((process.argv[2] ?? 'good') as Mood);
  for (const [name, value] of Object.entries(standIn.settings)) process.stdout.write(`${name}=${value}\n`);
}
void main();
