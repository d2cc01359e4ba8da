import { projectPath } from '../project-path';
import { loadIntents, type Intents } from './intents';
import { statesFigure, tellsWhereFigureStands } from './figures';

/** What a question can ask for that a clause either says in so many words or does not answer. */
type AskedFor = 'deadline' | 'payout' | 'permission' | 'definition';

let loaded: Intents<AskedFor> | undefined;

function askedFor(message: string): AskedFor | undefined {
  loaded ??= loadIntents(projectPath('knowledge', 'answer', 'asked-for.json'), [
    'deadline',
    'payout',
    'permission',
    'definition',
  ]);
  return loaded.of(message);
}

const timeUnits =
  /\d[\d.,]*\.?\s*(arbejds|kalender|bank|hver|work|bus)?\w*\s*(dag|uge|måned|time|år|day|week|month|hour|year|dygn|veck|månad|timm|uke|tag|woche|monat|stund|jahr|week|maand|uur|jaar)/i;
const deadlineWords =
  /senest|frist|inden for|inden \d|no later than|deadline|within (\d|\w+ (days|weeks|months))|senast|innen|spätestens|innerhalb|uiterlijk|termijn|binnen/i;
const payoutWords =
  /\d\s*(%|procent|percent|per cent|prosent|prozent)|(betaler|udbetaler|erstatter|dækker) (vi|altid|dig|hele)|we (will|always)? ?(pay|compensate|reimburse)|(betalar|ersätter|erstatter|dekker) vi|(zahlen|ersetzen) wir|(betalen|vergoeden) (wij|we)/i;
const permissionWords =
  /(?<!\p{L})(må|skal|bør|forbudt|tilladt|tilladelse|lov til|may|must|shall|should|allowed|permitted|permission|får|förbjudet|tillåt\p{L}*|tillatt|darf|dürfen|müssen|erlaubt|mag|mogen|moet|moeten|toegestaan|egen risiko|samtykke|spørg os|(?:tag|sig) ikke|own risk|consent|ask us|do not (?:accept|say))(?!\p{L})/iu;
const definitionWords =
  /(?<!\p{L})(er (det|den|et|en|de)|er (et )?udtryk|betyder|forstås|defineres|is (a|an|the)|are (the|those)|means|defined|refers to|är (en|ett|det|den)|innebär|er (et|en|ei)|betyr|ist (ein|eine|der|die|das)|bedeutet|versteht man|is (een|het|de)|betekent)(?!\p{L})/iu;

/** The figure that a question names ("90%"): a clause that answers it names it too. */
const shares = (text: string): string[] =>
  [...text.matchAll(/(\d+(?:[.,]\d+)?)\s*(?:%|procent|percent|per cent|prosent|prozent)/gi)].flatMap(
    ([, n]) => n ?? [],
  );

const says: Record<AskedFor, (text: string) => boolean> = {
  deadline: (text) =>
    timeUnits.test(text) || (deadlineWords.test(text) && (statesFigure(text) || tellsWhereFigureStands(text))),
  payout: (text) => payoutWords.test(text),
  permission: (text) => permissionWords.test(text),
  definition: (text) => definitionWords.test(text),
};

/**
 * Whether the question asks for something that none of these clauses says: a deadline of one that names no time, a share of one that does not name it,
 * a promise to pay of one that makes none, leave to do a thing, or what a word means.
 */
export function lacksWhatIsAskedFor(question: string, texts: readonly string[]): boolean {
  const named = shares(question);
  const tellsShare = (text: string): boolean =>
    tellsWhereFigureStands(text) || named.some((share) => shares(text).includes(share));
  if (named.length > 0 && !texts.some(tellsShare)) return true;
  const wanted = askedFor(question);
  return wanted !== undefined && !texts.some(says[wanted]);
}
