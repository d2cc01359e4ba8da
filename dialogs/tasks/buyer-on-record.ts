import { BuyerId, type Records, type SeenBuyer } from '../../adapters/records/port';

/** A buyer as the customer named it, or as it was chosen before. */
export interface BuyerNamed {
  name: string;
  registration?: string | undefined;
  buyerId?: string | undefined;
}

/** What the records have for a name. */
export type BuyerFound =
  | { kind: 'found'; buyer: SeenBuyer }
  /** More than one may be meant, or one whose legal form is another: the customer chooses. */
  | { kind: 'choose'; buyers: [SeenBuyer, ...SeenBuyer[]] }
  /** Not there, or not the caller's: the same. */
  | { kind: 'none' };

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
const legalForm =
  /[\s,]+(a\/s|aps|ab|asa?|gmbh|ag|kg|ltd\.?|limited|plc|b\.?v\.?|n\.?v\.?|s\.?a\.?|s\.p\.a\.?|oyj?|i\/s|k\/s)\s*$/iu;
const withoutForm = (name: string): string => plain(name.trim().replace(legalForm, ''));

/** Looks a named buyer up. Two companies that differ by their legal form are two companies: the form that was written must be the record's. */
export async function buyerOnRecord(
  named: BuyerNamed,
  records: Pick<Records, 'findBuyers' | 'buyer'>,
): Promise<BuyerFound> {
  const id = BuyerId.safeParse(named.buyerId);
  const known = id.success ? await records.buyer(id.data) : undefined;
  if (known) return { kind: 'found', buyer: known };
  if (named.registration !== undefined) {
    const byNumber = await records.findBuyers({ registrationNumber: named.registration });
    if (byNumber.length > 0) return oneOrChoice(byNumber);
  }
  const hits = await records.findBuyers({ name: named.name });
  const sameName = hits.filter(({ legalName }) => plain(legalName) === plain(named.name));
  if (sameName.length > 0) return oneOrChoice(sameName);
  const otherForm = hits.filter(({ legalName }) => withoutForm(legalName) === withoutForm(named.name));
  const [only, ...others] = otherForm;
  if (!only) return oneOrChoice(hits);
  if (legalForm.test(named.name)) return { kind: 'choose', buyers: [only, ...others] };
  return oneOrChoice(otherForm);
}

function oneOrChoice([first, ...others]: readonly SeenBuyer[]): BuyerFound {
  if (!first) return { kind: 'none' };
  return others.length === 0 ? { kind: 'found', buyer: first } : { kind: 'choose', buyers: [first, ...others] };
}
