import { AnthropicStandIn } from './anthropic-stand-in';
import { OllamaStandIn } from './ollama-stand-in';
import { type Mood, OpenAiStandIn } from './openai-stand-in';

const [what = 'good'] = process.argv.slice(2);

/** For trying the service by hand: starts a stand-in and prints the settings of a service that uses it. `node bot/run.js ../test/models/serve-stand-in WHAT` */
async function settings(): Promise<Record<string, string>> {
  // A provider, or a mood of OpenAI's.
  if (what === 'anthropic') return (await AnthropicStandIn.start()).settings;
  if (what === 'ollama') return (await OllamaStandIn.start()).settings;
  const standIn = await OpenAiStandIn.start();
  if (what === 'azure_openai') return standIn.azureSettings;
  standIn.be(what as Mood);
  return standIn.settings;
}

async function main(): Promise<void> {
  for (const [name, value] of Object.entries(await settings())) process.stdout.write(`${name}=${value}\n`);
}
void main();
