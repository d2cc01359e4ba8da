import { z } from 'zod';
import { HandoffTopic } from '../handoff/handoff';
import type { Agent } from '../handoff/handoffs';

/** What a member of staff may do: an agent their own conversations and what waits, a supervisor everybody's, an administrator also accounts and audit. */
export const Role = z.enum(['agent', 'supervisor', 'administrator']);
export type Role = z.infer<typeof Role>;

/** What a login looks like: what a company's accounts are called, mail addresses too. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._@+-]{0,99}$/,
    'must be letters a to z, digits and . _ @ + -, beginning with a letter or digit',
  );

/** What is decided about a member of staff when their account is made, and may be changed later. */
export const StaffDetails = z.object({
  /** As customers see it. */
  name: z.string().trim().min(1, 'must not be empty').max(80, 'takes 80 characters at most'),
  role: Role,
  languages: z.array(z.enum(['da', 'en'])).min(1, 'must name at least one language'),
  /** Empty: all of them. */
  topics: z.array(HandoffTopic),
  team: z.string().trim().min(1).max(60, 'takes 60 characters at most').optional(),
  /** How many conversations they have at once, at most. */
  capacity: z.number().int().min(1, 'must be 1 to 50').max(50, 'must be 1 to 50'),
});
export type StaffDetails = z.infer<typeof StaffDetails>;

/** A new account: what is left out gets what most have. */
export const NewStaff = StaffDetails.extend({
  login: Login.optional(),
  languages: StaffDetails.shape.languages.default(['da', 'en']),
  topics: StaffDetails.shape.topics.default([]),
  capacity: StaffDetails.shape.capacity.default(5),
});
export type NewStaff = z.infer<typeof NewStaff>;

export interface StaffMember extends StaffDetails {
  id: string;
  /** What they sign in with. */
  login: string;
  hasPassword: boolean;
  /** Whether they take new conversations. */
  available: boolean;
}

/** The member in what the hand-off needs to know. */
export const agentOf = ({ id, name, languages, topics, team, capacity }: StaffMember): Agent => ({
  id,
  name,
  languages,
  topics,
  team,
  capacity,
});

export const supervises = ({ role }: Pick<StaffMember, 'role'>): boolean => role !== 'agent';

/** A login out of a name: "Åse Lund-Bøgh" → "aase.lund-boegh". Two letters for one, as Danes write them where the letter is missing. */
export function loginFrom(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .normalize('NFD')
    .replace(/[^a-z0-9 -]/g, '')
    .trim()
    .replace(/\s+/g, '.');
  return Login.safeParse(plain).success ? plain : 'staff';
}
