import { z } from 'zod';
import type { SeenContactPerson } from '../../adapters/records/port';
import type { ReplyLanguage } from '../../knowledge';
import { type RecordCard, recordCard } from '../cards';
import { type InBoth, listed } from '../both-languages';
import { waysToReach } from '../contact';
import { contactTopicIn } from '../handoff-topic';
import type { Line } from '../record-words';
import { recordReply, recordTold } from './record-reply';
import type { Task } from './task';

type Topic = SeenContactPerson['topics'][number];
const topics: Record<Topic, InBoth> = {
  policy: { da: 'policen', en: 'the policy' },
  limit: { da: 'kreditmaksimum', en: 'credit limits' },
  claim: { da: 'skader', en: 'claims' },
  collection: { da: 'inkasso', en: 'collections' },
  invoice: { da: 'fakturaer', en: 'invoices' },
};

function line({ name, title, topics: about, telephone, email }: SeenContactPerson, language: ReplyLanguage): Line {
  const what = listed(
    about.map((topic) => topics[topic][language]),
    language,
  );
  return {
    label: [name, title].filter(Boolean).join(', '),
    text: [what, telephone, email].filter(Boolean).join(', '),
  };
}

/** The insurer's people on a card, a line each; whoever looks after several policies once. */
export function peopleCard(title: string, people: readonly SeenContactPerson[], language: ReplyLanguage): RecordCard {
  const lines = people.map((person) => line(person, language));
  const isFirst = ({ label, text }: Line, at: number): boolean =>
    lines.findIndex((other) => other.label === label && other.text === text) === at;
  return recordCard(title, lines.filter(isFirst));
}

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
        ? peopleCard(language === 'da' ? 'Jeres kontakt hos os' : 'Your contact with us', people, language)
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
