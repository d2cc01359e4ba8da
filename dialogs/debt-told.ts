import { findAmounts, findCompanies } from './reading';

const owesUs =
  /(?<!\p{L})(?:owes?|skylder)\s+(?:us|os)(?!\p{L})|(?<!\p{L})(?:has\s+not|have\s+not|has(?:n['’]t)|have(?:n['’]t))\s+paid(?!\p{L})|(?<!\p{L})har\s+(?:\p{L}+\s+)?ikke\s+betalt(?!\p{L})/iu;
/** Then something is asked about such a debt, or about debts in general. */
const asks =
  /\?|(?<!\p{L})(?:hvis|når|såfremt|hvad|hvordan|hvornår|hvorfor|kan|må|skal|bør|if|when|what|how|why|can|could|may|must|should|do|does)(?!\p{L})/iu;

/**
 * Whether a customer tells, and does not ask, that somebody owes them money: who, and how much ("Nordhavn Stål owes us 85.000 kr since 1 March"). It is
 * how a claim is brought by those who know no word for it.
 */
export const tellsOfDebt = (message: string): boolean =>
  owesUs.test(message) &&
  !asks.test(message) &&
  findCompanies(message).some((found) => found.kind === 'read' && found.value.name !== undefined) &&
  findAmounts(message, { language: 'da' }).length > 0;
