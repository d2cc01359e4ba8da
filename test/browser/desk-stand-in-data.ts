import type { CannedReply, CaseFile, Entry, HandoffView, Me } from '../../bot/web/desk/api/types';

/** One invented member of staff, with the password that signs them in. */
export interface StaffMember extends Me {
  password: string;
}

export const standInStaff = (): StaffMember[] => [
  staff('asta', 'Asta Prøve', 'agent', 'Kreditservice'),
  staff('bo', 'Bo Eksempel', 'supervisor', 'Inkasso'),
  staff('carla', 'Carla Test', 'administrator', null),
];

const staff = (login: string, name: string, role: Me['role'], team: string | null): StaffMember => ({
  id: `staff-${login}`,
  name,
  login,
  role,
  languages: ['da', 'en'],
  topics: [],
  team,
  capacity: 3,
  available: true,
  mustSetPassword: false,
  passkeys: 0,
  hasPassword: true,
  password: `${login} walks the long way home`,
});

export interface StandInCase {
  view: HandoffView;
  brief: CaseFile['brief'];
  history: CaseFile['history'];
  entries: Entry[];
}

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

type Given = Partial<HandoffView> & Pick<HandoffView, 'id' | 'number'>;
type Said = [who: Entry['who'], text: string, citations?: Entry['citations']];

export function standInCase(given: Given, said: Said[], brief: Partial<CaseFile['brief']> = {}): StandInCase {
  const entries = said.map(([who, text, citations = []], at) => ({
    seq: at + 1,
    at: minutesAgo(said.length - at + 2),
    who,
    text,
    citations,
    attachments: [],
  }));
  const view: HandoffView = {
    conversation: `conversation-${given.id}`,
    channel: 'directline',
    state: 'waiting',
    reason: 'asked',
    topic: 'claims',
    language: 'da',
    priority: 1,
    leftMessage: false,
    team: null,
    owner: null,
    requestedAt: minutesAgo(3),
    waitingSince: minutesAgo(3),
    takenAt: null,
    expectedAt: new Date(Date.now() + 240_000).toISOString(),
    late: false,
    customer: { kind: 'anonymous' },
    lastSeq: entries.length,
    lastCustomerSeq: entries.findLast(({ who }) => who === 'customer')?.seq ?? 0,
    preview: entries.findLast(({ who }) => who === 'customer')?.text ?? '',
    ...given,
  };
  const customer =
    view.customer.kind === 'customer'
      ? { kind: 'customer' as const, customerId: view.customer.customerId, name: view.customer.name ?? undefined }
      : view.customer;
  return {
    view,
    brief: { customer, exchanges: [], records: [], ...brief },
    history: [{ number: 1, at: view.requestedAt, kind: 'requested', by: null, note: null }],
    entries,
  };
}

const clause = { title: 'Demo-håndbog', heading: '4.2 Frist for anmeldelse', link: '/documents/demo#frist' };

/** Three who wait: a complaint in Danish that is late, a question in English, and a message left overnight. */
export const standInCases = (): StandInCase[] => [
  standInCase(
    {
      id: 'h1',
      number: 41,
      reason: 'complaint',
      priority: 2,
      late: true,
      expectedAt: minutesAgo(1),
      waitingSince: minutesAgo(6),
      requestedAt: minutesAgo(6),
      customer: { kind: 'customer', customerId: 'demo-001', name: 'Eksempel Værktøj ApS' },
    },
    [
      ['customer', 'Hvor længe har vi til at anmelde et krav?'],
      [
        'bot',
        'Et krav anmeldes, **så snart** betalingen er tre måneder forsinket. [1]\n\n- Send fakturaen\n- Send rykkerne',
        [clause],
      ],
      ['customer', 'Det passer ikke med det, I skrev i sidste uge. Jeg vil klage og tale med et menneske.'],
      ['receipt', 'Tak. En medarbejder overtager samtalen. Du er den første i køen.'],
    ],
    {
      exchanges: [
        { question: 'Hvor længe har vi til at anmelde et krav?', replyKind: 'answered', cited: [clause] },
        { question: 'Kan fristen forlænges?', replyKind: 'not-in-documents', cited: [] },
      ],
      records: ['Skade CL-0000 (åben)', 'Police CI-000000'],
      draft: 'Et krav mod Prøvekøber A/S er halvt anmeldt: fakturaen mangler.',
    },
  ),
  standInCase(
    {
      id: 'h2',
      number: 42,
      language: 'en',
      topic: 'limits',
      waitingSince: minutesAgo(2),
      preview: 'Is anybody there?',
    },
    [
      ['customer', 'What is <b>bold</b> & <script>alert(1)</script>?'],
      ['bot', 'The documents say nothing about that.'],
      ['customer', 'Is anybody there?'],
    ],
  ),
  standInCase(
    {
      id: 'h3',
      number: 43,
      state: 'out-of-hours',
      leftMessage: true,
      priority: 0,
      topic: 'policy',
      waitingSince: minutesAgo(700),
      requestedAt: minutesAgo(700),
      expectedAt: null,
      customer: { kind: 'customer', customerId: 'demo-002', name: 'Prøve Møbler A/S' },
    },
    [
      ['customer', 'Kan I ringe om vores police?'],
      ['receipt', 'Vi har lukket. Din besked er gemt, og vi svarer, når vi åbner.'],
    ],
    { message: 'Kan I ringe om vores police?', reachedAt: '+45 00 00 00 00' },
  ),
];

export const standInCanned: CannedReply[] = [
  {
    title: 'Goddag',
    da: 'Goddag, det er kundeservice. Jeg kigger på det nu.',
    en: 'Hello, this is customer service. I am looking into it now.',
  },
  { title: 'Øjeblik', da: 'Et øjeblik, jeg slår det op.', en: 'One moment, I am looking it up.' },
  { title: 'Farvel', da: 'Tak for henvendelsen. God dag.', en: 'Thank you for writing. Have a good day.' },
];

export const standInSuggestions = [
  {
    text: 'Fristen står i jeres police: kravet anmeldes, når betalingen er tre måneder forsinket.',
    citations: [clause],
  },
  { text: 'I kan klage skriftligt, og vi svarer inden for en uge.', citations: [{ ...clause, heading: '7.1 Klager' }] },
];
