import { takesProposal } from '../../../dialogs/tasks/proposal-accepted';
import { taskConversation } from './task-conversation';

taskConversation(
  'a claim is filed in Danish, one question at a time',
  'blaamejse',
  [
    ['Jeg vil anmelde en skade', ['Lad os få anmeldt skaden', 'Hvem skylder jer pengene?']],
    ['Nordhavn Stål ApS', ['Køber: Nordhavn Stål ApS (96253290).', 'Hvad er grunden']],
    ['Køberen betaler ikke', ['Årsag: Køberen betaler ikke.', 'Hvor meget skylder']],
    ['85.000 kr', ['85.000,00 kr.', 'Hvornår forfaldt']],
    ['1. september 2026', 'Hvilke fakturaer er det?'],
    ['F-2201, 1.8.2026', ['F-2201 af 1. august 2026, forfald 1. september 2026, 85.000,00 kr.', 'med moms?']],
    ['Ja, med moms', 'Hvad er beløbet uden moms?'],
    ['25 %', ['Uden moms: 68.000,00 kr. (ret mig', 'leverede I sidst']],
    ['3. august 2026', 'Bestrider køberen kravet?'],
    ['nej', 'afdrag'],
    ['Nej, ingen', 'Hvilke dokumenter'],
    ['Alle de nævnte', ['Hvad skal sagen føre til?', 'Jeg foreslår']],
    [
      'Skade og inkasso',
      ['Det her sender jeg:', '17.000,00 kr. = 68.000,00 kr. netto', /Skal jeg sende anmeldelsen\?\n\[Ja, send\]/],
    ],
    ['Ja', ['Anmeldelsen er modtaget', 'CL-200081', '[Hvad er status på skade CL-200081?]']],
    ['Hvad er status på skade CL-200081?', ['Skade CL-200081 på Nordhavn Stål ApS er registreret', '68.000,00 kr.']],
  ],
  async (chat) => expect(await chat.records().claims({ open: true })).toHaveLength(2),
);

taskConversation(
  'a claim is told in one English sentence, and mended at the last question',
  'blaamejse',
  [
    [
      'I want to file a claim: Nordhavn Stål owes us 85.000 kr since 1 March',
      [
        'Buyer: Nordhavn Stål ApS (96253290)',
        'DKK 85,000.00',
        '1 March 2026 (correct me',
        'Why have you not been paid?',
      ],
    ],
    ['The buyer does not pay', 'Which invoices'],
    ['F-2201, 1 Feb 2026', ['due 1 March 2026', 'include VAT?']],
    ['No, without VAT', 'last deliver'],
    ["I don't know", 'dispute the debt?'],
    ['no', 'instalments'],
    ['No, none', 'Which documents'],
    ['No, none yet', 'What is the case to lead to? I suggest “Claim and collection”'],
    ['whatever you suggest', ['The last day to report was 30 May 2026', 'Shall I send the claim?']],
    ['no, the amount is 90,000.00', ['The buyer owes: DKK 90,000.00', 'Shall I send the claim?']],
    ['change the case type', 'What is the case to lead to?'],
    ['Collection only', ['Case type: Collection only', 'DKK 90,000.00', 'Shall I send the claim?']],
    ['yes', 'The claim has been received. Its number is **CL-200081**'],
  ],
  async (chat) =>
    expect((await chat.records().claim('CL-200081'))?.claimed).toEqual({ amount: '90000.00', currency: 'DKK' }),
);

taskConversation(
  'the customer changes their mind at the last question, and nothing is sent',
  'blaamejse',
  [
    [
      'Vi vil anmelde en skade: Nordhavn Stål ApS har ikke betalt 85.000 kr., der forfaldt 1. september 2026',
      'årsag: Køberen betaler ikke',
    ],
    ['F-1, 1.8.2026, 1.9.2026, 85.000,00', 'moms'],
    ['nej', 'leverede I sidst'],
    ['Ved ikke', 'Bestrider'],
    ['nej', 'afdrag'],
    ['ingen', 'dokumenter'],
    ['fakturaer og kontoudtog', 'Hvad skal sagen føre til?'],
    ['Jeg vil ikke have jeres forslag', 'Hvad skal sagen føre til?'],
    ['kun inkasso', 'Skal jeg sende anmeldelsen?'],
    ['Nej, det er ikke rigtigt', ['Hvad vil du ændre?', '[Fakturaer]']],
    ['annuller', 'Så stopper vi. Intet er sendt.'],
  ],
  async (chat) => {
    expect(await chat.records().claims({ open: true })).toHaveLength(1);
    expect(chat.calls).not.toContain('fileClaim');
  },
);

taskConversation('a wrong policy number three times: their own policies are offered, and a person', 'kompasrose', [
  ['Jeg vil anmelde en skade', ['Hvilken police hører det under?', '[CI-104221, Global Demo]']],
  ['CI-000001', /ingen police med det nummer.*\n\nHvilken police/s],
  ['CI-104358', /ingen police med det nummer.*\n\nHvilken police/s],
  ['CI-000003', ['ingen police med det nummer', '70 10 20 30', '[CI-104221, Global Demo]']],
  ['CI-104221', ['Police: CI-104221.', 'Hvem skylder jer pengene?']],
]);

taskConversation('two buyers of one name are told apart, and one that is not on record is not guessed', 'blaamejse', [
  ["I'd like to file a claim for Meridian Lantern", 'Which do you mean?'],
  ['stop', 'Nothing was sent'],
  ['I want to file a claim', 'Who owes you the money?'],
  ['Flagermus Import Ltd', 'I do not find Flagermus Import Ltd among the buyers under the policy'],
  ['Nordhavn Stål A/S', ['under another name', '1. Nordhavn Stål ApS, Denmark, CVR 96253290']],
  ['No, it is another company', 'Who owes you the money?'],
  ['Nordhavn Stål A/S', 'under another name'],
  ['no', 'Who owes you the money?'],
  [
    'Meridian Lantern',
    [
      'Which do you mean?',
      '1. Meridian Lantern Trading Ltd, United Kingdom',
      '2. Meridian Lantern Trading Ltd, Ireland',
    ],
  ],
  ['the Irish one, in Ireland', ['Buyer: Meridian Lantern Trading Ltd (942365)', 'Why have you not been paid?']],
]);

taskConversation(
  'a foreign company is told from its namesake by its number or its country, in either language',
  'blaamejse',
  [
    [
      'Jeg vil anmelde en skade: Meridian Lantern Trading Ltd (CRO 942365) skylder os 85.000 kr',
      'Køber: Meridian Lantern Trading Ltd (942365)',
    ],
    ['stop', 'Intet er sendt'],
    ['Jeg vil anmelde en skade', 'Hvem skylder jer pengene?'],
    ['CRN 93185065', 'Køber: Meridian Lantern Trading Ltd (93185065)'],
    ['stop', 'Intet er sendt'],
    ['I want to file a claim', 'Who owes you the money?'],
    ['Meridian Lantern Trading in Ireland', 'Buyer: Meridian Lantern Trading Ltd (942365)'],
    ['cancel', 'Nothing was sent'],
    ['I want to file a claim', 'Who owes you the money?'],
    [
      'Meridian Lantern',
      [
        '1. Meridian Lantern Trading Ltd, United Kingdom, CRN 93185065',
        '2. Meridian Lantern Trading Ltd, Ireland, CRO 942365',
      ],
    ],
    ['CRO 942 365', 'Buyer: Meridian Lantern Trading Ltd (942365)'],
  ],
);

taskConversation('what was said is put right in the middle; what cannot be a name is none', 'blaamejse', [
  [
    'I want to file a claim: Meridian Lantern in Ireland owes us EUR 45.000,50 since the first of July',
    ['Meridian Lantern Trading Ltd', 'EUR 45,000.50', '1 July 2026', 'Why have you not been paid?'],
  ],
  ['no wait, it was 54.000', ['The buyer owes: EUR 54,000.00 (correct me', 'Why have you not been paid?']],
  ['sorry, I meant the second of July', ['Original due date: 2 July 2026', 'Why have you not been paid?']],
  ['why do you ask?', 'Insolvency is bankruptcy or restructuring'],
  ['cancel', 'Nothing was sent'],
  ['Jeg vil anmelde en skade', 'Hvem skylder jer pengene?'],
  ['20. juni', ['Det forstod jeg ikke som et svar', /^(?!.*Jeg finder ikke)/s]],
  ['de siger at varerne var i stykker', /^(?!.*Jeg finder ikke)/s],
  ['de hedder nordhavn stål aps', 'Køber: Nordhavn Stål ApS'],
  ['Køberen betaler ikke', 'Hvor meget skylder'],
  ['85.000 kr', 'Hvornår forfaldt'],
  ['vent, det er 95.000', ['Køberen skylder: 95.000,00 kr.', 'Hvornår forfaldt']],
  ['hvorfor spørger du om det?', ['Hvornår forfaldt', /^(?!.*»)/s]],
]);

taskConversation('questions, help, a person and a pause in the middle: answered, and then back', 'blaamejse', [
  ['Jeg vil anmelde en skade på Nordhavn Stål ApS', ['Køber: Nordhavn Stål ApS', 'Hvad er grunden']],
  ['Hvad er et dækningsstop?', ['Dækningsstop betyder', 'Hvad er grunden', '[Insolvens]']],
  ['hjælp', ['Insolvens er fx konkurs', 'Skriv "tilbage"', 'Hvad er grunden']],
  ['Hvad er status på skade CL-200003?', ['Skade CL-200003', 'afvist', 'Hvad er grunden']],
  ['Jeg vil gerne tale med et menneske', ['70 10 20 30', 'ikke tabt']],
  ['konkurs', 'Hvilken dag blev køberen insolvent?'],
  ['31. april', ['»31. april« kan ikke passe', 'konkursdekretet', '[Ved ikke]']],
  ['tilbage', 'Hvad er grunden'],
  ['de betaler ikke', 'Hvor meget skylder'],
  ['1,234', ['kan læses på flere måder', '[1.234,00 kr.]']],
  ['1.234,00 kr', 'Hvornår forfaldt'],
  ['ved ikke', ['ikke undvære', 'Hvornår forfaldt']],
  ['pause', 'Jeg gemmer det, du har fortalt.'],
  ['Status?', 'Skade CL-200002'],
  ['fortsæt', ['Vi fortsætter, hvor vi slap.', '**Køberen skylder:** 1.234,00 kr.', 'Hvornår forfaldt']],
  ['stop', 'Intet er sendt'],
  ['fortsæt', 'ikke noget at fortsætte med'],
]);

taskConversation(
  'records that are down lose nothing, and a dropped connection files once',
  'blaamejse',
  [
    ['I want to file a claim on Nordhavn Stål ApS', 'Why have you not been paid?'],
    [(chat) => chat.recordsFail(1), ''],
    ['The buyer does not pay', ['cannot reach the system', 'not lost']],
    ['The buyer does not pay', 'How much does the buyer owe'],
    ['DKK 85,000.00', 'originally due?'],
    ['1 September 2026', 'Which invoices'],
    ['F-1, 1 August 2026', 'VAT?'],
    ['No, without VAT', 'last deliver'],
    ['I don’t know', 'dispute'],
    ['no', 'instalments'],
    ['none', 'documents'],
    ['all of them', 'lead to?'],
    ['Claim and collection', 'Shall I send the claim?'],
    [(chat) => chat.connectionDrops(), ''],
    ['Yes', ['do not know whether it got through', 'registered once only']],
    ['Yes', 'Its number is **CL-200081**'],
  ],
  async (chat) => {
    expect(chat.calls.filter((call) => call === 'fileClaim')).toHaveLength(2);
    expect(await chat.records().claims({ open: true })).toHaveLength(2);
  },
);

taskConversation('a bank may see the claims and file none', 'sparebank', [
  ['Jeg vil anmelde en skade', ['ingen police, som I kan sende noget ind under', '70 10 20 30']],
]);

taskConversation(
  'a claim that is brought by telling who owes what, in Danish: each further fact is taken where it is said',
  'blaamejse',
  [
    [
      'Nordhavn Stål skylder os 85.000 kr siden 1. marts',
      [
        'Lad os få anmeldt skaden',
        'Køber: Nordhavn Stål ApS (96253290)',
        '85.000,00 kr.',
        '1. marts 2026',
        'Hvad er grunden',
      ],
    ],
    // One of the customer's own invoices, and no wish to look one of ours up.
    ['fakturanummer 4711 fra 1. februar, forfald 1. marts 2026, beløb 85.000,00 kr', '4711 af 1. februar 2026'],
    ['de betaler bare ikke', ['Årsag: Køberen betaler ikke', 'Er beløbet med moms?']],
    ['68.000 kr uden moms', ['Moms: Med i beløbet', 'uden moms: 68.000,00 kr.', 'Hvornår leverede I sidst']],
    ['20. januar, og der er ingen tvist', ['20. januar 2026', 'Bestridt: Nej']],
    ['ingen afdragsordning', 'Hvilke dokumenter'],
    ['faktura og følgeseddel', 'Jeg foreslår »Skade og inkasso«'],
    ['ja', ['68.000,00 kr.', 'Skal jeg sende anmeldelsen?']],
    ['ja', /Nummeret er \*\*CL-\d+\*\*|CL-\d+/],
  ],
  async ({ records }) => {
    const [filed] = await records().claims();
    expect(filed).toMatchObject({ claimed: { amount: '68000.00', currency: 'DKK' }, vatExcluded: true });
  },
);

taskConversation('a debt told in English begins a claim too, and "yes" is nobody’s name', 'blaamejse', [
  [
    'Meridian Lantern owes us GBP 12,500, invoice 77 of 1 July due 31 July 2026',
    ['invoices: 77 of 1 July 2026', 'Which do you mean?'],
  ],
  ['the British one', ['Meridian Lantern Trading Ltd (93185065)', 'Why have you not been paid?']],
  ['they simply don’t pay', ['The buyer does not pay', 'Does the amount include VAT?']],
  ['cancel', 'Nothing was sent'],
  ['I want to file a claim', 'Who owes you the money?'],
  ['yes', ['I did not understand that', 'Who owes you the money?']],
]);

taskConversation('half an invoice is completed by what was missing, and a like name is asked about', 'blaamejse', [
  ['Jeg vil anmelde en skade', 'Hvem skylder jer pengene?'],
  ['Nordhavn Steel A/S', ['Selskabet hedder noget andet hos os', '1. Nordhavn Stål ApS']],
  ['ja', 'Køber: Nordhavn Stål ApS (96253290).'],
  ['betaler ikke', 'Hvor meget skylder'],
  ['30.000', ['Køberen skylder: 30.000,00 kr.', 'Hvornår forfaldt']],
  ['1. september 2026', 'Hvilke fakturaer'],
  ['F-1, 1.8.2026, 10.000\nF-2, 5.8.2026, 20.000', ['»F-2, 5.8.2026, 20.000« mangler forfaldsdato', 'Skriv blot det']],
  ['hvorfor?', ['For eksempel: F-2201', 'Hvilke fakturaer']],
  ['1.9.2026', ['F-2 af 5. august 2026, forfald 1. september 2026, 20.000,00 kr.', 'Er beløbet med moms?']],
  ['fortsæt', /^Er beløbet med moms\?/],
  ['tilbage', ['Det, du svarede om »', 'er taget ud igen.']],
  ['gem den', 'Jeg gemmer det, du har fortalt'],
]);

taskConversation('who tells of a debt to be told how the claim stands brings no new one', 'blaamejse', [
  ['Status on our claim: Nordhavn Stål ApS has not paid 85.000 kr', 'Claim CL-200002'],
  ['Status på skade CL-200003, Nordhavn Stål ApS har ikke betalt 85.000 kr.', 'Skade CL-200003'],
]);

taskConversation('a visitor who tells of a debt is told how to sign in', 'anonymous', [
  ['Nordhavn Stål skylder os 85.000 kr siden 1. marts', 'Log ind på siden her'],
]);

test.each([
  ['whatever you suggest', true],
  ['What you recommend, please', true],
  ['I’ll go with your suggestion', true],
  ['as suggested', true],
  ['Vi følger jeres anbefaling', true],
  ['det, I foreslår', true],
  ['Ja tak, jeres forslag', true],
  ['I don’t want what you suggest', false],
  ['What do you suggest?', false],
  ['What you suggest is what?', false],
  ['Jeg vil ikke have jeres forslag', false],
  ['Hvorfor foreslår I det?', false],
  ['Forklar jeres forslag', false],
  ['Kun inkasso i stedet for jeres forslag', false],
])('"%s" takes the proposal: %s', (text, takes) => {
  expect(takesProposal(text)).toBe(takes);
});
