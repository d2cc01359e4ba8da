import type { BuyerId, Narrowed, Records } from '../../adapters/records/port';
import type { ReplyLanguage } from '../../knowledge';

/** Of a list so long, none was looked at in particular. */
const mostOfList = 3;

const nouns = {
  policy: { da: 'police', en: 'policy' },
  limit: { da: 'kreditmaksimum', en: 'credit limit' },
  application: { da: 'ansøgning', en: 'application' },
  claim: { da: 'skade', en: 'claim' },
  collection: { da: 'inkassosag', en: 'collection case' },
  invoice: { da: 'faktura', en: 'invoice' },
} as const;

/**
 * The same records, which note what was found in them: a person who takes over is told what the customer was told of. Nothing but names and numbers that
 * this caller may see is noted.
 */
export function notingLookups(records: Records, language: ReplyLanguage, note: (record: string) => void): Records {
  const names = new Map<BuyerId, string>();
  const noteAs = (kind: keyof typeof nouns, number: string): void => note(`${nouns[kind][language]} ${number}`);

  const one =
    <Key extends string, Found>(
      kind: keyof typeof nouns,
      find: (number: Key) => Promise<Found | undefined>,
      numberOf: (found: Found) => string,
    ) =>
    async (number: Key): Promise<Found | undefined> => {
      const found = await find(number);
      if (found) noteAs(kind, numberOf(found));
      return found;
    };
  const list =
    <Found>(
      kind: keyof typeof nouns,
      find: (which?: Narrowed) => Promise<Found[]>,
      numberOf: (found: Found) => string,
    ) =>
    async (which?: Narrowed): Promise<Found[]> => {
      const found = await find(which);
      if (found.length <= mostOfList) for (const each of found) noteAs(kind, numberOf(each));
      return found;
    };

  return {
    ...records,
    policy: one('policy', records.policy, ({ policyNumber }) => policyNumber),
    findBuyers: async (search) => {
      const found = await records.findBuyers(search);
      for (const { buyerId, legalName } of found) names.set(buyerId, legalName);
      return found;
    },
    buyer: async (id) => {
      const found = await records.buyer(id);
      if (found) names.set(id, found.legalName);
      return found;
    },
    limits: async (buyerId) => {
      const found = await records.limits(buyerId);
      if (found.length > 0) noteAs('limit', names.get(buyerId) ?? buyerId);
      return found;
    },
    application: one('application', records.application, ({ applicationId }) => applicationId),
    claims: list('claim', records.claims, ({ claimNumber }) => claimNumber),
    claim: one('claim', records.claim, ({ claimNumber }) => claimNumber),
    collectionCases: list('collection', records.collectionCases, ({ caseNumber }) => caseNumber),
    collectionCase: one('collection', records.collectionCase, ({ caseNumber }) => caseNumber),
    invoice: one('invoice', records.invoice, ({ number }) => number),
  };
}
