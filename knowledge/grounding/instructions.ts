import { fold } from '../language';
import { statementsOf } from './statements';

/**
 * Words that speak to whoever reads on behalf of the customer, and not to the customer: no clause and no record needs them. Folded, in six languages. A
 * statement that has them says nothing that an answer may rest on, and nor does what follows it in the same text: where an instruction has got in, the
 * lines after it came with it.
 */
const speaksToReader: RegExp[] = [
  /\b(ignore|disregard|forget|override)\b.{0,30}\b(all|any|previous|prior|earlier|instructions?|rules?|everything)\b|^\s*override\b/,
  /\b(system ?prompt|developer mode|jailbreak|new instructions?|your (rules|instructions)|act as (?!if\b)|you are (now|no longer)|from now on you are)\b/,
  /\b(repeat after me|tell (the user|them|the customer)|show (this|the) image|(?<=^|[:,]\s|and )say that|use this instead|correction to the documents)\b/,
  /^\s*(system|assistant|administrator|developer|user)\s*:|<\/?(data|system|instructions?|assistant|user)\b|"sentences"|!\[/,
  /\b(systemprompt\w*|udviklertilstand|utvecklarlaege|utviklermodus|entwicklermodus|ontwikkelaarsmodus)\b/,
  /\b(glem|glom|gloem) alle? |\b(glem|gloem) alla |\b(ignoriere|negeer|ignorer|ignorera|tilsidesaet|aasidosaett|aasidoesaett|overstyr)\b|\bsetze alles ausser\b|\bzet alles opzij\b/,
  /\bdin[ea]? (regler|regeln|instrukser|instruktioner|anweisungen)\b|\breglene dine\b|\bdeine regeln\b|\bje regels\b|\b(ny|neue|nieuwe) (instruks|instruktion|anweisung|instructie)\b/,
  /\b(optraed|agera|opptre|handle|handel) (som|als) (operatoer|operator|operatoer|bediener)\b|\b(fra nu af|fra naa av|fraan och med nu|ab jetzt|vanaf nu) (er du|aer du|bist du|ben je)\b/,
  /\b(gentag|upprepa|gjenta) efter? ?mig\b|\bgjenta etter meg\b|\bsprich mir nach\b|\bzeg mij na\b|\bbe(d)? brugeren\b|\bbe (anvaendaren|brukeren)\b|\bsage dem nutzer\b|\bzeg de gebruiker\b/,
  /(^|[:,]\s*|\b(og|och|und|en) )(sig|saeg|si|sage|zeg),? (at|att|dass|dat)\b|\b(rettelse|raettelse|berichtigung|correctie) (til|av|der|op) (dokument\w*|de documenten|the documents)\b|\bvis(a)? (brugeren|anvaendaren|brukeren)\b|\b(zeige dem nutzer|toon de gebruiker)\b/,
  /\b(du er|du aer|je bent|du bist) (ikke laengere|inte laengre|ikke lenger|niet meer|nicht mehr)\b/,
];

const isInstruction = (statement: string): boolean => {
  if (/\b(SYSTEM|ASSISTANT|ADMINISTRATOR)\b/.test(statement)) return true;
  const folded = fold(statement);
  return speaksToReader.some((pattern) => pattern.test(folded));
};

/** The text up to the first statement that speaks to the reader's machine; all of it in a sound document or record. */
export function withoutInstructions(text: string): string {
  const statements = statementsOf(text);
  const first = statements.findIndex(isInstruction);
  return first < 0 ? text : statements.slice(0, first).join(' ');
}
