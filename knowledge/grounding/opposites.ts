import { fold } from '../language';

/** One side of a pair of opposites that a text names. */
export interface Side {
  pair: number;
  side: 0 | 1;
}

/** Said with a no in it, and meaning none. The Danish words are folded. */
const neutral: [RegExp, string][] = [
  [/\bno later than\b|\bnot later than\b/g, 'at the latest'],
  [/\bno earlier than\b|\bnot (earlier|before|sooner)( than)?\b/g, 'at the earliest'],
  [/\bno (more|higher) than\b/g, 'at most'],
  [/\bno (less|fewer|lower) than\b/g, 'at least'],
  [/\bikke (foer|tidligere end)\b/g, 'tidligst'],
  [/\bikke senere end\b/g, 'senest'],
  [/\bikke mere end\b/g, 'hoejst'],
  [/\bikke mindre end\b/g, 'mindst'],
  [
    /\b(can|could|may|will)( normally| usually)?( not|not| ?n['’]t)\b([^.;]{0,60}?)\b(until|before)\b/g,
    '$1 $4 only once',
  ],
  [/\bcannot\b([^.;]{0,60}?)\b(until|before)\b/g, 'can $1 only once'],
  [/\bkan( normalt| som regel)? foerst\b/g, 'kan only once'],
  [/\bnot only\b|\bikke (kun|blot|bare|alene)\b/g, ''],
  [/\bwhether or not\b/g, 'whether'],
  // A condition that is turned around.
  [/\bunless\b/g, 'if not'],
  [/\bmedmindre\b/g, 'hvis ikke'],
  [/\bno doubt\b|\buden tvivl\b/g, ''],
  [/\bdon['’]t worry\b|\bno problem\b/g, ''],
];

/** `split` gives the captured word too. */
const noWordPieces = 2;
const noWords =
  /\b(not|no|never|none|nothing|neither|nor|without|cannot|cant|wont|unable|impossible|uninsured|uncovered|unapproved|instead of|rather than|i stedet for|ikke|ingen|intet|aldrig|uden|hverken|inte|inga|inget|aldri|nicht|kein|keine|keinen|keiner|nie|niemals|ohne|niet|geen|nooit|zonder)\b|n['’]t\b/g;

/** Opposites, both sides as folded words; `…*` any ending. A source that says one side does not say the other. */
const pairs: [string, string][] = [
  [
    'before|foer|innan|vor|voor|inden',
    'after|afterwards|only once|only when|efter|efterfoelgende|bagefter|nach|na|etter',
  ],
  ['at the latest|senest', 'at the earliest|tidligst'],
  ['at most|maximum|hoejst|maksimalt|up to', 'at least|minimum|mindst'],
  ['above|over|exceed*|over kreditmaksimum|ligger over', 'below|under|beneath'],
  ['before|foer|inden', 'while|mens|imens|meanwhile'],
  ['lowest|smallest|least|laveste|mindste', 'highest|largest|biggest|most|hoejeste|stoerste|mest|hoejst'],
  ['within|inden for', 'outside|beyond|ud over|uden for'],
  [
    'approve*|accept*|grant*|godkend*|imoedekom*|anerkend*|bevilg*',
    'reject*|refus*|declin*|afslag|afslaa*|afvis*|afslog*',
  ],
  ['fully|in full|entire*|fuldt|helt|whole|hele', 'partly|partial*|in part|delvis*'],
  ['increase*|raise*|higher|forhoej*|saette op|haev*', 'reduc*|lower*|decreas*|nedsaet*|nedsat*|saenk*|sat ned'],
  ['continue*|go on|goes on|keep delivering|fortsaett*|bliv ved', 'stop|stops|stopped|cease*|standse*|stopp*|suspend*'],
  ['early|earlier|tidlig*|for tidligt', 'late|later|sent|senere|for sent'],
  ['positive|positiv*', 'negative|negativ*'],
  ['add|added|on top|laegges|oven i|plus', 'subtract*|deduct*|taken off|traekk*|trukket|minus'],
  ['old|older|oldest|gammel|gammelt|aeldste', 'new|newer|newest|nyeste|ny|nyt'],
  ['share|shared|divided|split|deles|delt|fordel*', 'keep|behold*'],
  ['automatic*|automatisk*', 'manual*|manuel*'],
  ['need not|do not need|do not have to|behoever ikke', 'must|have to|required|skal|noedt til'],
  ['one by one|enkeltvis', 'one big amount|one amount|samlet beloeb|et stort beloeb'],
  ['in writing|written|skriftlig*', 'oral*|mundtlig*|by telephone|by phone|telefonisk'],
  ['original|oprindelig*', 'new due date|agreed date|aftalte dato'],
  ['open|aaben|aabne|aabent', 'closed|lukket|lukkede'],
  ['cheaper|billigere', 'dearer|more expensive|dyrere'],
  ['binding|bindende', 'non-binding|uforpligtende|not binding'],
];

const source = (words: string): string =>
  words
    .split('|')
    .map((word) => word.replace(/\*$/, String.raw`\p{L}*`))
    .sort((a, b) => b.length - a.length)
    .join('|');
const sides = pairs.map(([one, other]): [RegExp, RegExp] => [
  new RegExp(String.raw`(?<![\p{L}-])(?:${source(one)})(?!\p{L})`, 'gu'),
  new RegExp(String.raw`(?<![\p{L}-])(?:${source(other)})(?!\p{L})`, 'gu'),
]);

const plainly = (text: string): string =>
  neutral.reduce((words, [pattern, by]) => words.replace(pattern, by), fold(text));

/** How often a text says no. */
export const turns = (text: string): number => plainly(text).match(noWords)?.length ?? 0;

/** What stands after each no of a text. */
export const denied = (text: string): string[] =>
  plainly(text)
    .split(noWords)
    .slice(1)
    .filter((_, at) => at % noWordPieces === noWordPieces - 1);

/** The sides of opposites that a text names, in order. */
export function opposites(text: string): Side[] {
  const words = plainly(text);
  const found = sides.flatMap(([one, other], pair) => [
    ...[...words.matchAll(one)].map(({ index }) => ({ index, pair, side: 0 as const })),
    ...[...words.matchAll(other)].map(({ index }) => ({ index, pair, side: 1 as const })),
  ]);
  return found.sort((a, b) => a.index - b.index).map(({ pair, side }) => ({ pair, side }));
}

/** "Better too early than too late": which of the two is preferred. */
export const compares = (text: string): boolean => /\b(than|end|hellere|rather|better|bedre)\b/.test(fold(text));

/** A word that is a side itself tells which way a matter goes, and not what the matter is. */
export const isSide = (word: string): boolean =>
  sides.some((both) => both.some((side) => [...word.matchAll(side)].some(([found]) => found === word)));
