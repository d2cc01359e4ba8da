import type { ReplyLanguage } from '../knowledge';
import type { InBoth } from './both-languages';
import type { RecordTopic } from './records-wanted';
import { findRecordNumbers, type RecordNumber } from './reading';

type Numbered = NonNullable<RecordNumber['kind']>;

/**
 * What is said of a number under which the caller has nothing: that of somebody else's record is told by the same words. Whoever has no records at
 * all hears them too.
 */
export const noSuchRecord: Readonly<Record<Numbered, InBoth>> = {
  claim: { da: 'Jeg finder ingen skade med det nummer hos jer.', en: 'I find no claim of yours with that number.' },
  policy: { da: 'Jeg finder ingen police med det nummer hos jer.', en: 'I find no policy of yours with that number.' },
  case: {
    da: 'Jeg finder ingen inkassosag med det nummer hos jer.',
    en: 'I find no collection case of yours with that number.',
  },
  application: {
    da: 'Jeg finder ingen ansøgning med det nummer hos jer.',
    en: 'I find no application of yours with that number.',
  },
  invoice: {
    da: 'Jeg finder ingen faktura med det nummer hos jer.',
    en: 'I find no invoice of yours with that number.',
  },
};

const numberedIn: Record<RecordTopic, Numbered> = {
  policy: 'policy',
  limit: 'application',
  claim: 'claim',
  collection: 'case',
  turnover: 'policy',
  invoice: 'invoice',
  deadline: 'policy',
};

/** The words for the record that a message names by its number; undefined where it names none. */
export function noSuchRecordNamed(text: string, topic: RecordTopic, language: ReplyLanguage): string | undefined {
  const [named] = findRecordNumbers(text).flatMap((found) => (found.kind === 'read' ? [found.value] : []));
  return named && noSuchRecord[named.kind ?? numberedIn[topic]][language];
}
