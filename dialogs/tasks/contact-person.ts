import { z } from 'zod';
import type { SeenContactPerson } from '../../adapters/records/port';
import { type InBoth, listed } from '../both-languages';
import { waysToReach } from '../contact';
import { contactTopicIn } from '../handoff-topic';
import { recordReply, recordTold } from './record-reply';
import type { Task, TaskTurn } from './task';

type Topic = SeenContactPerson['topics'][number];
const topics: Record<Topic, InBoth> = {
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

/** The insurer's people, a line each; whoever looks after several policies once. */
export const peopleLines = (people: readonly SeenContactPerson[], turn: TaskTurn): string =>
  [...new Set(people.map((person) => line(person, turn)))].join('\n');

/** Who looks after the customer's policies at the insurer: for the matter that is named, else all of them. */
export const contactPersonTask: Task<Record<string, never>> = {
  name: 'contact-person',
  State: z.record(z.string(), z.never()),

  async begin(turn) {
    const { language, contact, records, text } = turn;
    const everyone = await records.contactPeople();
    const topic = contactTopicIn(text);
    const right = topic ? everyone.filter((person) => person.topics.includes(topic)) : [];
    const people = right.length > 0 ? right : everyone;
    const said =
      people.length > 0
        ? `${language === 'da' ? 'Det er jeres kontakt hos os:' : 'This is your contact with us:'}\n\n${peopleLines(people, turn)}`
        : `${waysToReach(contact, language)}.`;
    const clauses = [{ work: 'charter', clause: 'contact-account-manager' }];
    return {
      kind: 'done',
      spoken: people.length > 0 ? recordTold(turn, [said], { clauses }) : recordReply(turn, [said], { clauses }),
    };
  },

  proceed: (_state, turn) => contactPersonTask.begin(turn),
  again: (_state, turn) => recordReply(turn, []),
};
