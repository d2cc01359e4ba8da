import { z } from 'zod';
import type { SeenContactPerson } from '../../adapters/records/port';
import { type InBoth, listed } from '../both-languages';
import { waysToReach } from '../contact';
import { recordReply } from './record-reply';
import type { Task, TaskTurn } from './task';

const topics: Record<SeenContactPerson['topics'][number], InBoth> = {
  policy: { da: 'policen', en: 'the policy' },
  limit: { da: 'kreditmaksimum', en: 'credit limits' },
  claim: { da: 'skader', en: 'claims' },
  collection: { da: 'inkasso', en: 'collections' },
  invoice: { da: 'fakturaer', en: 'invoices' },
};

function line(person: SeenContactPerson, { language }: TaskTurn): string {
  const about = listed(
    person.topics.map((topic) => topics[topic][language]),
    language,
  );
  const reach = [person.telephone, person.email].filter(Boolean).join(', ');
  return `- **${person.name}**${person.title ? `, ${person.title}` : ''} (${about})${reach ? `: ${reach}` : ''}`;
}

/** Who looks after the customer's policies at the insurer. */
export const contactPersonTask: Task<Record<string, never>> = {
  name: 'contact-person',
  State: z.record(z.string(), z.never()),

  async begin(turn) {
    const { language, contact, records } = turn;
    const people = await records.contactPeople();
    const said =
      people.length > 0
        ? `${language === 'da' ? 'Det er jeres kontakt hos os:' : 'This is your contact with us:'}\n\n${people.map((person) => line(person, turn)).join('\n')}`
        : `${waysToReach(contact, language)}.`;
    const clauses = [{ work: 'charter', clause: 'contact-account-manager' }];
    return { kind: 'done', spoken: recordReply(turn, [said], { clauses }) };
  },

  proceed: (_state, turn) => contactPersonTask.begin(turn),
  again: (_state, turn) => recordReply(turn, []),
};
