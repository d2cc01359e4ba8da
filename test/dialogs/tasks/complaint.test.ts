import { chatOf, taskConversation } from './task-conversation';

taskConversation(
  'a customer complains in Danish, at length and in the middle of something else',
  'blaamejse',
  [
    ['Jeg vil gerne have en limit vurderet igen', 'Hvilken køber'],
    ['Jeg vil klage', ['Det er jeg ked af at høre', 'med dine egne ord']],
    // A question mark, a complaint's words and "senere" in it: all of it is the complaint.
    [
      'I har ikke svaret på tre mails. Hvorfor skal det tage så længe? Jeg forventer en undskyldning senere',
      'Hvilken police eller sag',
    ],
    ['CL-200002', 'Hvordan får klagefunktionen fat i dig?'],
    ['vent, det er CL-200003', 'Hvordan får klagefunktionen fat i dig?'],
    ['nej, det er CL-200002', 'Hvordan får klagefunktionen fat i dig?'],
    ['Ring på et tidspunkt', 'ikke læse som en e-mail eller et telefonnummer'],
    [
      '+45 12 34 56 78',
      [
        'Fra: Blåmejse Emballage A/S',
        'Vedrører: CL-200002',
        'tre mails',
        'Skal jeg sende klagen?',
        '{card: Det sender jeg: | Ja, send! | Ret noget | Annuller}',
      ],
    ],
    [
      'Ja',
      [
        /sendt til vores klagefunktion med referencen \*\*K-[0-9A-F]{10}\*\*/,
        '»Guide til klager« [1]',
        'svarer dig med en begrundelse',
        'sætter ikke policens frister i stå',
        'Hvilken køber',
      ],
    ],
  ],
  async ({ complaints }) => {
    expect(await complaints()).toMatchObject([
      {
        customerId: 'blaamejse',
        name: 'Blåmejse Emballage A/S',
        concerns: 'CL-200002',
        reachedAt: '+45 12 34 56 78',
        language: 'da',
      },
    ]);
  },
);

taskConversation(
  'a visitor who is not signed in complains in English, goes back, changes a thing, and is never sent to the board',
  'anonymous',
  [
    ['I want to complain that nobody has answered our letters for six weeks', ['I am sorry', 'Which policy or case']],
    ['none', 'What is your name, and which company'],
    ['Jo Field, Field Trading', 'How can the complaints function reach you?'],
    ['back', 'What is your name'],
    ['Jo Fielding, Field Trading', 'How can the complaints function reach you?'],
    [
      'jo@field.example',
      [
        'From: Jo Fielding, Field Trading',
        'About: no particular case',
        'Shall I send the complaint?',
        '{card: This is what I send: | Yes, send it! | Change something | Cancel}',
      ],
    ],
    ['no', 'What should be changed'],
    ['the description', 'In your own words'.toLowerCase()],
    ['Our letters of March were not answered. What is going on?', 'Our letters of March'],
    ['yes', [/reference \*\*K-/, /^(?!.*Ankenævnet)/s]],
  ],
  async ({ complaints }) => {
    expect(await complaints()).toMatchObject([
      { name: 'Jo Fielding, Field Trading', matter: 'Our letters of March were not answered. What is going on?' },
    ]);
    const [complaint] = await complaints();
    expect(complaint).not.toHaveProperty('customerId');
  },
);

taskConversation(
  'changes their mind at the last question: nothing is kept',
  'anonymous',
  [
    ['Jeg vil klage over at ingen har ringet tilbage til os i tre uger', 'Hvilken police eller sag'],
    ['ingen', 'Hvad hedder du'],
    ['Ida Berg fra Bergs Tømmer', 'Hvordan får klagefunktionen fat'],
    ['ida@berg.example', 'Skal jeg sende klagen?'],
    ['stop', 'Intet er sendt.'],
  ],
  async ({ complaints }) => expect(await complaints()).toEqual([]),
);

test('with the records away a customer can complain all the same, and is asked for a name', async () => {
  const chat = await chatOf('blaamejse');
  chat.recordsFail(1);
  expect((await chat.write('I want to complain'))[0]?.text).toContain('Put it in your own words');
  await chat.write('The handler was rude on the telephone and hung up on me twice');
  expect((await chat.write('none'))[0]?.text).toContain('What is your name');
});

describe('a disputed decision', () => {
  taskConversation('on a limit: how it is looked at again, by whom, and both ways on', 'blaamejse', [
    [
      'Vi er uenige i afgørelsen om kreditmaksimum på Nordhavn Stål',
      [
        'Jeg kan ikke selv ændre en afgørelse',
        'kreditanalytiker: kreditmaksimum',
        '{card: Skriv eller ring til}',
        'begynd hos den, der har truffet den',
        '[Bed om en ny vurdering]',
        '[Klag]',
      ],
    ],
    ['Jeg vil gerne have en limit vurderet igen', 'Hvilken køber'],
    ['stop', 'Intet er sendt.'],
    ['Jeg vil gerne klage', 'Hvad er der sket'],
  ]);
  taskConversation('on a claim: the claims handler and the complaint', 'blaamejse', [
    [
      'I disagree with your decision on our claim',
      [': claims and collections', 'write to the person who handled the claim', '[Complain]'],
    ],
  ]);
  taskConversation('of a visitor who is not signed in: the clauses and the complaint, and nobody’s name', 'anonymous', [
    ['I disagree with your decision to refuse the claim', [/^(?!.*@insurer)/s, 'Guide to complaints', '[Complain]']],
    ['I want to complain', 'What happened'],
  ]);
});

describe('contact and online systems', () => {
  taskConversation('the right person for the matter', 'blaamejse', [
    [
      'Hvem er vores kontaktperson for skader?',
      ['Ida Vindrose', /^(?!.*Astrid)/s, '»Kundeservice-charter« [1]', '{card: Jeres kontakt hos os}'],
    ],
    // "Why?" asks for no contact once more.
    ['hvorfor?', /^(?!.*Ida Vindrose)/s],
    ['Who is our account manager?', ['Astrid Solhverv', 'Liva Morgengry', '{card: Your contact with us}']],
  ]);
  taskConversation('access is answered from the guide', 'blaamejse', [
    ['Hvordan får vi adgang til Atrium?', '»Guide til onlinesystemerne«'],
    ['How do we get access to Atrium?', '“Guide to the online systems”'],
    [
      'Tilbyder I undervisning i onlinesystemerne?',
      /^Det står i »(?:Guide til onlinesystemerne|Kundeservice-charter)«/,
    ],
    ['Do you offer training in the online systems?', /“(?:Guide to the online systems|Customer service charter)”/],
  ]);
  taskConversation('how to complain is a question and begins nothing', 'blaamejse', [
    ['Hvordan klager man?', ['»Guide til klager«', /^(?!.*med dine egne ord)/s]],
  ]);
});
