import type { CreditLimit, Role, SeenBuyer } from '../../adapters/records/port';
import { recordCard } from '../cards';
import { clausesOf, type LimitAspect, limitClauses, limitParagraphs, mayBeLookedAtAgain } from '../record-words';
import type { Spoken } from '../reply-types';
import { countryName } from './choose-buyer';
import { limitWords as words } from './limit-task-words';
import { recordTold } from './record-reply';
import type { ClauseReference, TaskTurn } from './task';

/** What is asked about a buyer's limit: `delivery` whether something may be delivered to the buyer. */
export type Aspect = LimitAspect | 'delivery';

/** Where a buyer's limit stands under each of the caller's policies, or what of it was asked about. */
export async function tellLimits(buyer: SeenBuyer, asked: Aspect | undefined, turn: TaskTurn): Promise<Spoken> {
  // Whether something may be delivered is told by where the limit stands, and is never said for the insurer.
  const aspect = asked === 'delivery' ? undefined : asked;
  const { records, language, today } = turn;
  const limits = await records.limits(buyer.buyerId);
  const policies = new Map((await records.policies()).map((policy) => [policy.policyNumber, policy]));
  const paragraphs = limits.flatMap((limit) => {
    const policy = policies.get(limit.policyNumber);
    const under = limits.length > 1 || policy?.status !== 'active' ? words.policy[language](limit.policyNumber) : '';
    const ended = policy && policy.status !== 'active' ? words.notActive[language] : undefined;
    return [
      under && [under, ended].filter(Boolean).join(' '),
      ...limitParagraphs(limit, aspect, buyer.ratingBand, policy?.reductionNoticeDays, today, language).map((part) =>
        typeof part === 'string' ? part : recordCard(words.inForce[language], part),
      ),
    ];
  });
  const [main] = limits;
  const shown = [...(asked === 'delivery' ? [limitClauses.above] : []), ...(main ? clausesOf(main, aspect) : [])];
  const beforeDelivery = asked === 'delivery' ? words.delivery[language] : undefined;
  return recordTold(turn, [buyerHeading(buyer, turn), ...paragraphs, beforeDelivery], {
    clauses: clauses(shown.slice(0, 2)),
    suggestions: main ? nextButtons(buyer, main, aspect, policies.get(main.policyNumber)?.role, turn) : [],
  });
}

/** Which buyer it is: its name and where it is registered, and whether it has ceased. */
export const buyerHeading = ({ legalName, country, nationalId, status }: SeenBuyer, { language }: TaskTurn): string => {
  const place = [countryName(country, language), nationalId && `${nationalId.type} ${nationalId.value}`];
  const ceased =
    status === 'insolvent' ? words.insolvent[language] : status === 'dissolved' ? words.dissolved[language] : undefined;
  return [`**${legalName}** (${place.filter(Boolean).join(', ')})`, ceased].filter(Boolean).join('. ');
};

/** What a customer may ask for next: the history, a new look. */
export function nextButtons(
  { legalName, nationalId }: SeenBuyer,
  limit: CreditLimit,
  aspect: LimitAspect | undefined,
  role: Role | undefined,
  { language }: TaskTurn,
): Spoken['suggestions'] {
  const mayAsk = role === 'policyholder' || role === 'broker';
  const da = language === 'da';
  // Two companies may have one name.
  const named = nationalId ? `${legalName} (${nationalId.type} ${nationalId.value})` : legalName;
  const button = (title: string, value: string): Spoken['suggestions'][number] => ({ title, value });
  return [
    ...(aspect !== 'history' && limit.history.length > 1
      ? [
          button(
            da ? 'Historik' : 'History',
            da ? `Vis limithistorikken for ${named}` : `Show the limit history of ${named}`,
          ),
        ]
      : []),
    ...(mayAsk && mayBeLookedAtAgain(limit)
      ? [
          button(
            da ? 'Bed om en ny vurdering' : 'Ask for a new look',
            da
              ? `Jeg vil gerne have limitten på ${named} vurderet igen`
              : `I would like the limit on ${named} looked at again`,
          ),
        ]
      : []),
  ];
}

/** A record's words name a document by what its editions share, which is its work. */
export const clauses = (references: readonly { document: string; clause: string }[]): ClauseReference[] =>
  references.map(({ document, clause }) => ({ work: document, clause }));
