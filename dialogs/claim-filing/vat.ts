import { type Money, shareOf } from '../money';

/**
 * The amount without VAT, from one with it and the rate: 85,000 with 25 % is 85,000 × 100 / 125 = 68,000. The rate is the policyholder's word; none
 * is assumed, since it differs by country and by what was sold.
 */
export const shareWithoutVat = (gross: Money, ratePercent: number): Money =>
  shareOf(gross, '100', (100 + ratePercent).toFixed(2));
