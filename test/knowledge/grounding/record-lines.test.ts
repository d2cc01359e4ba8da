import { checkSentence, type Source } from '../../../knowledge/grounding';
import type { Language } from '../../../knowledge';

/** What replies from records give a model as sources: lines that look alike. */
const records: Record<string, { language: Language; texts: string[] }> = {
  limit: {
    language: 'da',
    texts: [
      'Nordhavn Stål ApS (Danmark, CVR 96253290)',
      'Kreditmaksimum: 950.000,00 kr.\nAfgørelse: imødekommet (skriftlig afgørelse)\nGælder fra: 24. oktober 2024\nDækningsprocent: 90 %\nLængste kredittid: 60 dage',
      'Ændring på vej: nedsat fra 950.000,00 kr. til 380.000,00 kr. Ændringen træder i kraft 14. december 2026. Leverancer før den dag hører under det tidligere kreditmaksimum efter policens vilkår; fra den dag gælder 380.000,00 kr. som kreditmaksimum. Policens varsel er 30 dage.',
      'Begrundelse: Der er negative oplysninger om køberen i offentligt tilgængelige kilder.',
    ],
  },
  claim: {
    language: 'en',
    texts: [
      'Claim CL-200004 on Sølvmåge Handel A/S is paid. If the buyer or the estate pays anything later, report it to us.',
      'Status: paid\nBuyer: Sølvmåge Handel A/S\nCause: protracted default\nFiled: 18 December 2025\nAmount claimed: DKK 361,000.00\nDeduction, above the credit limit: − DKK 86,000.00\nAmount accepted: DKK 275,000.00\nIndemnity: DKK 240,500.00\nWaiting period ends: 18 June 2026\nPaid on: 8 July 2026\nHandler: Ida Vindrose',
      'The indemnity is the policy’s insured percentage of the amount less the deductible: 90 % × DKK 275,000.00 = DKK 247,500.00; DKK 247,500.00 − DKK 7,000.00 = DKK 240,500.00.',
    ],
  },
  applications: {
    language: 'da',
    texts: [
      '3 ansøgninger venter på svar:',
      'Otterbrook Logistics Ltd: Ansøgning A-400025 om 1.200.000,00 kr. er modtaget. Vi forventer at svare senest 27. november 2026.\nZilverreiger Import BV: Ansøgning A-400016 om 1.300.000,00 kr. venter på oplysninger. Vi mangler køberens seneste regnskab og jeres betalingserfaringer med køberen.\nSølvmåge Handel A/S: Ansøgning A-400007 om 550.000,00 kr. er under behandling. Vi venter på regnskab fra køberen. Vi forventer at svare senest 29. november 2026.',
    ],
  },
  invoices: {
    language: 'en',
    texts: [
      'Invoices from us that are not paid\nIN-800000: premium, Premium on account for the period, 1 August 2026 – 31 October 2026, DKK 14,000.00, due 2 December 2026, not paid yet\nIN-800001: credit limit fee, Credit limit decisions in the period, 1 May 2026 – 31 July 2026, DKK 3,300.00, due 5 September 2026, overdue',
    ],
  },
  policy: {
    language: 'en',
    texts: [
      'Policy: CI-104221\nStatus: active\nPeriod: 1 October 2026 – 30 September 2027\nLast day to give notice: 30 July 2027 (249 days left)\nInsured percentage: 90 %\nMaximum liability: DKK 14,000,000.00\nSmallest claim: DKK 10,500.00\nDeductible: DKK 7,000.00 (per claim)\nLongest credit period: 90 days\nMaximum extension period: 60 days\nDays to report after that: 30 days',
    ],
  },
};

const verdictOn = (about: string, text: string): string => {
  const { language, texts } = records[about] ?? { language: 'en', texts: [] };
  const sources = texts.map((one, at): Source => ({
    number: at + 1,
    kind: 'record',
    texts: [{ language, text: one }],
  }));
  const cited = sources.map(({ number }) => number);
  const verdict = checkSentence({ text, sources: cited }, { sources, language, knownNames: [] });
  return verdict.kind === 'grounded' ? 'grounded' : verdict.breaks.join(', ');
};

test.each([
  ['limit', 'Jeres kreditmaksimum på Nordhavn Stål ApS er i dag 950.000 kr. med en dækningsprocent på 90 %.'],
  ['limit', 'Det bliver nedsat til 380.000 kr. fra den 14. december 2026.'],
  ['limit', 'Det bliver nedsat fra 950.000 kr. til 380.000 kr.'],
  ['limit', 'Den længste kredittid er 60 dage.'],
  ['limit', 'Policens varsel er 30 dage.'],
  ['claim', 'Your claim CL-200004 on Sølvmåge Handel A/S is paid.'],
  ['claim', 'The indemnity of DKK 240,500 was paid on 8 July 2026.'],
  ['claim', 'You claimed DKK 361,000, and the amount accepted is DKK 275,000.'],
  ['claim', 'A deduction of DKK 86,000 was made for what is above the credit limit.'],
  ['claim', 'The claim was filed on 18 December 2025.'],
  [
    'applications',
    'Ansøgningen om Otterbrook Logistics Ltd er modtaget, og vi forventer at svare senest den 27. november 2026.',
  ],
  ['applications', 'Ansøgningen om Sølvmåge Handel A/S er under behandling.'],
  ['applications', 'Ansøgning A-400016 om 1.300.000 kr. venter på oplysninger.'],
  ['invoices', 'Invoice IN-800000 of DKK 14,000 is due on 2 December 2026.'],
  ['invoices', 'Invoice IN-800001 for the credit limit fee is overdue.'],
  ['policy', 'The last day to give notice is 30 July 2027.'],
  ['claim', 'The claim was filed on 18 December 2025, and the indemnity of DKK 240,500 was paid on 8 July 2026.'],
  ['claim', 'DKK 86,000 was deducted because it was above the credit limit.'],
  ['policy', 'Your policy has a deductible of DKK 7,000 per claim, and the smallest claim is DKK 10,500.'],
  ['policy', 'The maximum extension period is 60 days.'],
])('on the %s: "%s" stands there', (about, text) => {
  expect(verdictOn(about, text)).toBe('grounded');
});

test.each([
  ['limit', 'Jeres kreditmaksimum på Nordhavn Stål ApS er i dag 380.000 kr.'],
  ['limit', 'Det bliver nedsat til 950.000 kr.'],
  ['limit', 'Det bliver nedsat fra 380.000 kr. til 950.000 kr.'],
  ['limit', 'Ændringen træder i kraft 24. oktober 2024.'],
  ['limit', 'Den længste kredittid er 30 dage.'],
  ['limit', 'Policens varsel er 60 dage.'],
  ['claim', 'DKK 275,000 was deducted because it was above the credit limit.'],
  ['claim', 'The deductible is DKK 247,500.'],
  ['claim', 'The indemnity is DKK 275,000.'],
  ['claim', 'The indemnity of DKK 240,500 was paid on 18 June 2026.'],
  ['claim', 'You claimed DKK 275,000, and the amount accepted is DKK 361,000.'],
  ['claim', 'The claim was filed on 8 July 2026.'],
  [
    'applications',
    'Ansøgningen om Otterbrook Logistics Ltd er modtaget, og vi forventer at svare senest den 29. november 2026.',
  ],
  ['applications', 'Ansøgningen om Otterbrook Logistics Ltd er under behandling.'],
  ['applications', 'Ansøgning A-400016 om 1.200.000 kr. venter på oplysninger.'],
  ['invoices', 'Invoice IN-800000 of DKK 3,300 is due on 2 December 2026.'],
  ['invoices', 'Invoice IN-800000 of DKK 14,000 is due on 5 September 2026.'],
  ['invoices', 'Invoice IN-800000 is overdue.'],
  ['policy', 'The last day to give notice is 30 September 2027.'],
  ['policy', 'Your policy has a deductible of DKK 10,500 per claim.'],
  ['policy', 'The maximum extension period is 90 days.'],
])('on the %s: "%s" is another line’s', (about, text) => {
  expect(verdictOn(about, text)).not.toBe('grounded');
});
