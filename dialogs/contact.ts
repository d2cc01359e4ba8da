import type { ReplyLanguage } from '../knowledge';

/** How customers reach the insurer. */
export interface Contact {
  company: string;
  telephone?: string | undefined;
  email?: string | undefined;
  address?: string | undefined;
}

const listed = (ways: string[], or: string): string =>
  ways.length < 2 ? ways.join('') : `${ways.slice(0, -1).join(', ')} ${or} ${ways.at(-1)}`;

/** How to reach a person, as a sentence without its full stop; with no number where the bot does not know whose documents it reads. */
export function waysToReach(contact: Contact | undefined, language: ReplyLanguage): string {
  const { telephone, email } = contact ?? {};
  const reachable = telephone !== undefined || email !== undefined;
  if (language === 'da') {
    const ways = ['kontakte jeres kundeansvarlige'];
    if (telephone) ways.push(`ringe på ${telephone}`);
    if (email) ways.push(`skrive til ${email}`);
    if (!reachable) ways.push('bruge kontaktoplysningerne i dokumenterne');
    return `Du kan ${listed(ways, 'eller')}`;
  }
  const ways = ['contact your account manager'];
  if (telephone) ways.push(`call ${telephone}`);
  if (email) ways.push(`write to ${email}`);
  if (!reachable) ways.push('use the contact details in the documents');
  return `You can ${listed(ways, 'or')}`;
}
