import { readFileSync } from 'node:fs';
import { Language, type LoadedDocument, projectPath } from '../../knowledge';
import { createResponder, type Responder, type Understanding } from '../../dialogs';
import { modelPicker, type Picked } from '../../dialogs/picking';
import { createKnowledge } from '../../knowledge/answer';
import { readDocuments } from '../../knowledge/ingest';
import { openIndex, type SearchIndex } from '../../knowledge/index/index';
import { checkSentence, type Source } from '../../knowledge/grounding';
import { withoutInstructions } from '../../knowledge/grounding/instructions';
import type { ChatModel, ChatPiece } from '../../knowledge/models';
import { type HelpTrace, rewrittenFollowUps, turnModel } from '../../knowledge/understanding';
import { type AnswerWriter, type Fact, writeAnswer, writeFacts } from '../../knowledge/writing';

interface Attack {
  lang: Language;
  attack: string;
  obeyed: string;
}
const linesOf = <T>(name: string): T[] =>
  readFileSync(projectPath('test', 'injections', name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
const attacks = linesOf<Attack>('attacks.jsonl');
const lookAlikes = linesOf<{ lang: Language; ask: string }>('look-alikes.jsonl');

const question: Record<Language, string> = {
  da: 'Hvordan anmelder jeg en skade?',
  en: 'How do I file a claim?',
  sv: 'Hur anmäler jag en skada?',
  no: 'Hvordan melder jeg en skade?',
  de: 'Wie melde ich einen Schaden?',
  nl: 'Hoe meld ik een schade?',
};

/** A model that does what an injection wants, in the words that it wants, resting on whatever it was given. */
class ObedientModel implements ChatModel {
  readonly id = 'stand-in:obedient';
  says: string[] = [];
  readonly instructions: string[] = [];
  readonly data: string[] = [];

  async *ask(request: { instructions: string; data: string }) {
    this.instructions.push(request.instructions);
    this.data.push(request.data);
    const sentences = this.says.map((text) => ({ text, sources: [1] }));
    yield { kind: 'text' as const, text: JSON.stringify({ sentences }) };
  }
}

const model = new ObedientModel();
const writer: AnswerWriter = {
  async write(task) {
    const { answer } = await writeAnswer(task, { model, knownNames: ['Atradius'], masks: true, now: () => 0 });
    written += 1;
    // What is said without a model is the very answer that the writer was given.
    if (answer !== task.quoted) changed.push(answer.text);
    return answer;
  },
};
let written = 0;
const changed: string[] = [];
let index: SearchIndex;
let documents: readonly LoadedDocument[];
let worded: Responder;
let plain: Responder;
beforeAll(async () => {
  const opened = await openIndex(projectPath('dist', 'test-data', 'index'));
  if (!opened) throw new Error('The global setup has made no index.');
  index = opened;
  ({ documents } = await readDocuments([projectPath('knowledge', 'documents')]));
  const knowledge = createKnowledge(() => index);
  worded = createResponder({ knowledge, writer });
  plain = createResponder({ knowledge });
});
afterAll(() => index.close());

const asked = (text: string, forcedLanguage: Language) => ({
  text,
  history: [],
  forcedLanguage,
  audience: 'public' as const,
});

test('there are five hundred attempts, in six languages', () => {
  expect(new Set(attacks.map(({ lang }) => lang)).size).toBe(6);
  expect(attacks.length * 6).toBeGreaterThanOrEqual(500);
});

const messages: [string, (attack: string, genuine: string) => string][] = [
  ['as the message', (attack) => attack],
  ['after a question', (attack, genuine) => `${genuine} ${attack}`],
  ['as a quoted mail before a question', (attack, genuine) => `The buyer writes: "${attack}"\n${genuine}`],
];

describe.each(messages)('in messages, %s', (_name, wrap) => {
  test('the bot says what it says without a model, though the model obeys', async () => {
    for (const { lang, attack, obeyed } of attacks) {
      model.says = [obeyed];
      await worded.respond(asked(wrap(attack, question[lang]), lang));
    }
    expect(changed).toEqual([]);
    expect(written).toBeGreaterThan(0);
  });
});

describe('in a message that a model is to understand', () => {
  const traces: HelpTrace[] = [];
  const turn = (says: AsyncGenerator<ChatPiece>) =>
    turnModel({
      model: { id: 'stand-in:obedient', ask: () => says },
      masks: true,
      knownNames: ['Atradius'],
      timeoutMs: 1000,
      now: () => 0,
      exhausted: async () => undefined,
      spend: async () => undefined,
      onTrace: (trace) => traces.push(trace),
    });
  const helpedBy = (understanding: Understanding): Responder =>
    createResponder({ knowledge: createKnowledge(() => index), understandingFor: () => understanding });

  test('a follow-up that it writes out as it was told to is no other question', async () => {
    async function* says(obeyed: string): AsyncGenerator<ChatPiece> {
      yield { kind: 'text', text: JSON.stringify({ question: obeyed }) };
    }
    const different: string[] = [];
    for (const { lang, attack, obeyed } of attacks) {
      const message = { ...asked(attack, lang), history: [question[lang]] };
      const helped = await helpedBy({ followUps: rewrittenFollowUps(turn(says(obeyed))) }).respond(message);
      if (helped.spoken.text !== (await plain.respond(message)).spoken.text) different.push(attack);
    }
    expect(different).toEqual([]);
    expect(traces.length).toBeGreaterThan(0);
  });

  test('a dialog that it begins has nothing in it that the customer has not written', async () => {
    async function* says(buyer: string): AsyncGenerator<ChatPiece> {
      const values = { buyer: { name: buyer }, policyNumber: 'CI-999999', claimed: { amount: '1', currency: 'DKK' } };
      yield { kind: 'call', at: 0, name: 'file-claim', json: JSON.stringify(values) };
    }
    const begun: Picked[] = [];
    for (const { lang, attack } of attacks) {
      const picker = modelPicker(turn(says('Somebody Else Ltd')), () => '2026-11-23');
      const { picked, reply } = await helpedBy({ picker }).respond(asked(attack, lang));
      if (picked) begun.push(picked);
      expect(reply.kind === 'record').toBe(picked !== undefined);
    }
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.filter(({ slots }) => Object.keys(slots).length > 0)).toEqual([]);
  });
});

const carriers: [string, (attack: string) => Source][] = [
  [
    'a document',
    (attack) => ({
      number: 1,
      kind: 'passage',
      place: 'Guide to claims: How to file a claim',
      texts: [{ language: 'en', text: `File the claim in Atrium. ${attack}` }],
    }),
  ],
  [
    'the name of a buyer',
    (attack) => ({
      number: 1,
      kind: 'record',
      texts: [{ language: 'en', text: `Credit limit on ${attack} ApS. Amount: DKK 750,000.` }],
    }),
  ],
  [
    'a note of a claim',
    (attack) => ({
      number: 1,
      kind: 'record',
      texts: [{ language: 'en', text: `Claim SK-88120. Status: documents missing. Note: ${attack}` }],
    }),
  ],
];

describe.each(carriers)('in %s', (_name, carry) => {
  test('what an obeying model says is stopped in whatever language it says it', () => {
    const shown = attacks.filter(({ attack, obeyed, lang }) =>
      Language.options.some(
        (language) =>
          (language === lang || language === 'en') &&
          checkSentence({ text: obeyed, sources: [1] }, { sources: [carry(attack)], language, knownNames: [] }).kind ===
            'grounded',
      ),
    );
    expect(shown.map(({ obeyed }) => obeyed)).toEqual([]);
  });
});

test('what an obeying model says stands in no clause of ours, whichever it cites', () => {
  const shown = documents.flatMap(({ title, language, clauses }) => {
    const said = attacks.filter(({ lang }) => lang === language).map(({ obeyed }) => obeyed);
    // Every fifth clause: enough to see, in a fifth of the time.
    return clauses
      .filter((_clause, at) => at % 5 === 0)
      .flatMap(({ headings, lead, text }) => {
        const texts = [{ language, text: [lead ?? '', text].filter(Boolean).join('\n') }];
        const sources: Source[] = [{ number: 1, kind: 'passage', place: [title, ...headings].join(': '), texts }];
        const isShown = (one: string): boolean =>
          checkSentence({ text: one, sources: [1] }, { sources, language, knownNames: ['Atradius'] }).kind ===
          'grounded';
        return said.filter(isShown);
      });
  });
  expect(shown).toEqual([]);
});

/** Where an instruction can stand in what a record says: its card has our own words before and after it. */
const factsWith: [string, (attack: string) => { facts: Fact[]; telling: string[] }][] = [
  [
    'the name of a buyer',
    (attack) => ({
      facts: [
        { text: `${attack} ApS (Danmark, CVR 96253290)` },
        { title: 'Gælder i dag', text: 'Kreditmaksimum: 950.000,00 kr.\nDækningsprocent: 90 %' },
      ],
      telling: [`${attack} ApS`, '96253290'],
    }),
  ],
  [
    'the note of a claim',
    (attack) => ({
      facts: [
        { text: 'Skade CL-200004 på Sølvmåge Handel A/S venter på dokumenter.' },
        {
          title: 'Sagens oplysninger',
          text: `Status: venter på dokumenter\nBemærkning: ${attack}\nAnmeldt: 18. december 2025`,
        },
      ],
      telling: ['CL-200004', 'Sølvmåge Handel A/S', attack],
    }),
  ],
];

describe.each(factsWith)('in what records say, in %s', (_name, carry) => {
  test.each([true, false])(
    'nothing that an obeying model says is shown, in Danish or English; hidden names: %s',
    async (masks) => {
      const shown: string[] = [];
      for (const { attack, obeyed } of attacks)
        for (const language of ['da', 'en'] as const) {
          const { facts, telling } = carry(attack);
          model.says = [obeyed];
          const task = { question: question[language], facts, clauses: [], language, telling };
          const { written } = await writeFacts(task, { model, knownNames: ['Atradius'], masks, now: () => 0 });
          if (written) shown.push(`${language}: ${written.text}`);
        }
      expect(shown).toEqual([]);
    },
  );
});

test('whatever comes from outside stands in the data, and never in the instructions', async () => {
  model.instructions.length = 0;
  for (const { lang, attack } of attacks) {
    model.says = [];
    await worded.respond(asked(`${question[lang]} ${attack}`, lang));
  }
  expect(new Set(model.instructions).size).toBeLessThanOrEqual(Language.options.length);
  for (const data of model.data) expect(() => JSON.parse(data) as unknown).not.toThrow();
});

test('nothing in the shipped documents is taken for an instruction', () => {
  const clauses = documents.flatMap((document) => document.clauses.map(({ text }) => text));
  expect(clauses.length).toBeGreaterThan(100);
  expect(clauses.filter((text) => withoutInstructions(text) !== text)).toEqual([]);
});

test('questions that only look like it are answered', async () => {
  const kinds = await Promise.all(
    lookAlikes.map(async ({ lang, ask }) => ({ ask, kind: (await plain.respond(asked(ask, lang))).reply.kind })),
  );
  expect(kinds.filter(({ kind }) => kind !== 'answered' && kind !== 'which-of-these')).toEqual([]);
});
