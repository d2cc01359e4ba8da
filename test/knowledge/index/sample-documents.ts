import { createHash } from 'node:crypto';
import type { Audience, LoadedDocument } from '../../../knowledge';
import type { Language } from '../../../knowledge/language';

/** A document made of sentences, for tests: clause ids are given, the rest is filled in. */
export function sampleDocument(
  name: string,
  language: Language,
  clauses: Record<string, string>,
  options: { work?: string; audience?: Audience; heading?: string } = {},
): LoadedDocument {
  return {
    name,
    work: options.work ?? name,
    title: name,
    language,
    edition: '1',
    audience: options.audience ?? 'public',
    sha256: createHash('sha256')
      .update(JSON.stringify([name, clauses]))
      .digest('hex'),
    clauses: Object.entries(clauses).map(([id, text]) => ({
      id,
      headings: options.heading ? [options.heading] : [],
      text,
    })),
    warnings: [],
  };
}

/** A small charter in two language editions, and one document for staff only. */
export function sampleDocuments(): LoadedDocument[] {
  return [
    sampleDocument(
      'promises.da',
      'da',
      {
        invoices: 'Vores fakturaer viser klart, hvad du betaler for.',
        renewal: 'Fornyelse af policen skal være enkel, og papirerne kommer i god tid.',
        reduction: 'Bliver et kreditmaksimum nedsat, får du en passende frist.',
        enquiries: 'Vi svarer med det samme og forklarer årsagen til en forsinkelse.',
      },
      { work: 'promises' },
    ),
    sampleDocument(
      'promises.en',
      'en',
      {
        invoices: 'Our invoices show clearly what you pay for.',
        renewal: 'Renewing the policy should be simple, and the papers arrive in good time.',
        reduction: 'If a credit limit is reduced, you are given a suitable period of notice.',
        enquiries: 'We answer at once and explain the reason for a delay.',
      },
      { work: 'promises' },
    ),
    sampleDocument(
      'desk',
      'da',
      { gorilla: 'Kun for ansatte: en gorilla i receptionen meldes til vagten.' },
      { audience: 'staff' },
    ),
  ];
}
