import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv';
import draft06 from 'ajv/lib/refs/json-schema-draft-06.json';
import { replyActivity, type Client } from '../../../bot/channels/reply-activity';
import { parseMarkdown } from '../../../bot/web/widget/markdown';
import { PressedExecute, pressedWords, receivedCard, recordCard } from '../../../dialogs/cards';
import { recordReply } from '../../../dialogs/tasks/record-reply';
import { projectPath } from '../../../knowledge';

/** The published schema of Adaptive Cards 1.5.0 (microsoft/AdaptiveCards, MIT), unchanged. */
const schema = JSON.parse(
  gunzipSync(readFileSync(projectPath('test', 'dialogs', 'cards', 'adaptive-card-1.5.0.schema.json.gz'))).toString(),
) as object;
const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
ajv.addMetaSchema(draft06);
const fits = ajv.compile(schema);

/** What the schema has against a card. */
const faults = (card: unknown): unknown => {
  void fits(card);
  return (fits.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`).slice(0, 5);
};

const turn = { language: 'da' as const, explain: () => undefined };
const lines = [
  { label: 'Status', text: 'venter på dokumenter' },
  { label: 'Anmeldt beløb', text: '125.000,00 kr.' },
];
const claim = recordCard('Skade CL-200002', lines, [
  { title: 'Hvad mangler der?', value: 'Hvad mangler der på CL-200002?' },
  { title: 'Send anmeldelsen', value: 'ja', sendsOff: true },
]);
const spoken = recordReply(turn, ['Den venter på jer.', claim, 'Vi hører fra jer.'], {
  suggestions: [{ title: 'Stop', value: 'stop' }],
});

interface Shown {
  text?: string;
  attachments?: {
    contentType: string;
    content: { body: { type: string; facts?: { value: string }[]; actions?: { type: string; data: unknown }[] }[] };
  }[];
  suggestedActions?: { actions: { value: string }[] };
}
const shown = (client: Client, said = spoken): Shown => replyActivity(said, 'http://localhost', client) as Shown;
const cardIn = (client: Client) => shown(client).attachments?.[0]?.content;
const buttonsIn = (client: Client) => cardIn(client)?.body.find(({ type }) => type === 'ActionSet')?.actions ?? [];

test('the schema tells a card from what is none', () => {
  expect(
    faults({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'FactSet', facts: [{ title: 7 }] }] }),
  ).not.toEqual([]);
  expect(
    faults({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'x', wrap: 'yes' }] }),
  ).not.toEqual([]);
});

test.each(['teams', 'web-chat'] as const)(
  '%s gets a card that fits the published schema, and says the facts once',
  (client) => {
    expect(faults(cardIn(client))).toEqual([]);
    const { text } = shown(client);
    expect(text).toBe('Den venter på jer.\n\nVi hører fra jer.');
    expect(JSON.stringify(cardIn(client))).toContain('125.000,00 kr.');
    expect(shown(client).suggestedActions?.actions.map(({ value }) => value)).toEqual(['stop']);
  },
);

test('where no card is drawn everything is told in text, and every button is there', () => {
  const { text, attachments, suggestedActions } = shown('text');
  expect(attachments).toBeUndefined();
  expect(text).toBe(
    'Den venter på jer.\n\n**Skade CL-200002**\n\n- Status: venter på dokumenter\n- Anmeldt beløb: 125.000,00 kr.\n\nVi hører fra jer.',
  );
  expect(suggestedActions?.actions.map(({ value }) => value)).toEqual(['Hvad mangler der på CL-200002?', 'ja', 'stop']);
});

test('a button says its words: Submit for Web Chat, the own message in Teams, Execute in Teams for what sends off', () => {
  expect(buttonsIn('web-chat').map(({ type, data }) => [type, pressedWords(data)])).toEqual([
    ['Action.Submit', 'Hvad mangler der på CL-200002?'],
    ['Action.Submit', 'ja'],
  ]);
  const [asks, sends] = buttonsIn('teams');
  expect(asks).toMatchObject({
    type: 'Action.Submit',
    data: { msteams: { type: 'imBack', value: 'Hvad mangler der på CL-200002?' } },
  });
  const value = { action: sends, trigger: 'manual' };
  const read = PressedExecute.parse(value);
  expect(read.action.data.say).toBe('ja');
  const received = receivedCard(read.action.data);
  expect(faults(received)).toEqual([]);
  expect(JSON.stringify(received)).toContain('125.000,00 kr.');
  expect(JSON.stringify(received)).toContain('Modtaget: Send anmeldelsen');
  expect(JSON.stringify(received)).not.toContain('ActionSet');
});

test('a Danish date stays a date where Markdown is read: it begins as the items of a list do', () => {
  const dated = recordReply(turn, [recordCard('A', [{ label: 'Anmeldt', text: '24. oktober 2026' }])]);
  const facts = shown('teams', dated).attachments?.[0]?.content.body.flatMap((element) => element.facts ?? []);
  expect(facts?.flatMap(({ value }) => parseMarkdown(value))).toMatchObject([{ kind: 'paragraph' }]);
});

test('several cards become sections of one; a reply without facts has none', () => {
  const two = recordReply(turn, [recordCard('A', lines), recordCard('B', lines)]);
  const content = shown('web-chat', two).attachments;
  expect(content).toHaveLength(1);
  expect(faults(content?.[0]?.content)).toEqual([]);
  expect(shown('web-chat', recordReply(turn, ['Ingen.'])).attachments).toBeUndefined();
});

test.each([
  ['of another card', { property: 'value' }],
  ['without words', { say: '  ' }],
  ['with a whole book', { say: 'x'.repeat(501) }],
  ['that is no object', 'ja'],
])('a value %s is none of ours', (_case, value) => {
  expect(pressedWords(value)).toBeUndefined();
});
