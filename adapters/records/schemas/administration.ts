import { z } from 'zod';
import { InvoiceNumber, PolicyNumber } from './ids';
import { Country, IsoDate, Money, Name, Text } from './values';

/** Sales reported for the premium, per country. */
export const TurnoverDeclaration = z.object({
  policyNumber: PolicyNumber,
  period: z.object({ from: IsoDate, to: IsoDate }),
  dueDate: IsoDate,
  status: z.enum(['due', 'submitted', 'corrected', 'overdue']),
  lines: z.array(z.object({ country: Country, insurable: Money, excluded: Money })),
});
export type TurnoverDeclaration = z.infer<typeof TurnoverDeclaration>;

/** The insurer's invoice to the policyholder: what for, for which period, when due. */
export const Invoice = z.object({
  number: InvoiceNumber,
  policyNumber: PolicyNumber,
  kind: z.enum(['premium', 'limit_fee', 'monitoring_fee', 'collection_fee']),
  period: z.object({ from: IsoDate, to: IsoDate }),
  description: Text,
  amount: Money,
  issuedAt: IsoDate,
  dueDate: IsoDate,
  status: z.enum(['open', 'paid', 'overdue', 'credited']),
});
export type Invoice = z.infer<typeof Invoice>;

/** Someone at the insurer who looks after the policy. */
export const ContactPerson = z.object({
  policyNumber: PolicyNumber,
  name: Name,
  title: Name,
  topics: z.array(z.enum(['policy', 'limit', 'claim', 'collection', 'invoice'])),
  telephone: z.string().min(3).max(40),
  email: z.email(),
});
export type ContactPerson = z.infer<typeof ContactPerson>;
