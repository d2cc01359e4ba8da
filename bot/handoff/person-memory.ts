import { type Spoken, topicOfReply } from '../../dialogs';
import type { Reply } from '../../dialogs';
import type { HandoffBrief, HandoffReason, HandoffTopic } from './handoff';

type Exchange = HandoffBrief['exchanges'][number];

/** What the bot keeps of a conversation for a person who may take it over. */
export interface PersonMemory {
  /** The last ten. */
  exchanges: Exchange[];
  /** The records that were looked up, the last ten. */
  records: string[];
  /** What the conversation was about last. */
  topic?: HandoffTopic | undefined;
  /** How many replies in a row the documents had no answer for. */
  unanswered: number;
  /** What a person was offered for in the last reply. */
  offered?: HandoffReason | undefined;
  /** Which change of speaker the bot knows of: by another, somebody else has spoken since. */
  speakerChange: number;
  /** The customer has been told that what they write while waiting is noted. */
  noted?: boolean | undefined;
  /** The opening that the customer was told of out of hours, as ISO; `never` where none is known. */
  closedTold?: string | undefined;
  /** Why a person was asked for, while a message is being taken down instead. */
  leavingFor?: HandoffReason | undefined;
}

export const emptyPersonMemory = (speakerChange = 0): PersonMemory => ({
  exchanges: [],
  records: [],
  unanswered: 0,
  speakerChange,
});

const mostKept = 10;
/** A person reads on in the conversation itself. */
export const longestQuestion = 300;

/** The memory after one more question and what was made of it. */
export function withExchange(
  memory: PersonMemory,
  { text, reply, said, records }: { text: string; reply: Reply; said: readonly Spoken[]; records: readonly string[] },
): PersonMemory {
  const citations = said.flatMap((spoken) => spoken.citations);
  const exchange: Exchange = {
    question: text.slice(0, longestQuestion),
    replyKind: reply.kind,
    cited: citations.map(({ title, heading, link }) => ({ title, heading, link })),
  };
  const [first] = said;
  return {
    ...memory,
    exchanges: [...memory.exchanges, exchange].slice(-mostKept),
    records: [...memory.records.filter((known) => !records.includes(known)), ...new Set(records)].slice(-mostKept),
    topic: (first && topicOfReply(reply, first)) ?? memory.topic,
  };
}
