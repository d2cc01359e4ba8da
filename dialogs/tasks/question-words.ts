/**
 * What questions and wishes about buyers are made of, in Danish and English; with `*`, whatever begins so. What is left of a
 * sentence is a name.
 */
const words =
  `hvad hvorfor hvordan hvornår hvilke* hvem hvor er var bliver blev har havde fået får kan kunne vil ville skal skulle må I vi jeg du os jer mig vores
  jeres min mit mine din dit deres dem ham hende den det de denne dette der som en et og eller på for til hos med af om fra i ved mod nu ikke ingen noget nogen
  lige meget mange langt højt stor stort lav lavt så også kun igen gerne bare venligst hej tak vis se tjek slå op find fortæl sig giv undersøg oplys
  limit* kredit* kreditmaksimum* maksimum* ramme* grænse* dæk* ansøg* afgørelse* afvist afslag* afslå* nej nedsat nedsæt* nedsættelse* reducer* annulleret annuller*
  ophævet sat ned skåret godkendt godkend* bevilget fjernet lukket ændr* status* historik* tidligere forløb rating* ratet vurder* revurder* vurdering*
  køber køberen kunde kunden kunder firma firmaet virksomhed* selskab* leverandør debitor* handle handler sælge levere sende afsende eksportere mener mente størrelse beløb årsag* grund* begrund*
  forhøj* hæv* hæve øg* øge højere større ny nyt nye bed bede anmod* søg* ønsker lad behandl* cvr cvr-nr cvr-nummer nummer nr dk
  igang vent* svar* hører høre hvis men da når mere mindre op ned under over kr kr. kroner dkk eur euro mio mio. millioner million tusind dage dages kredittid betal* aktuelle nuværende kommende
  what whats what's why how when which who where is was are were be been has have had get got can could would will do does did should may might shall we our ours
  us you your my i me it its it's they their them the a an and or on for to of with at from in by about against now not no any some please hello hi thanks
  much far high low large big also only again just show see check look find tell give up down limit limits limited credit cover* insured insur* approv*
  appl* request* decision* decid* refus* reject* declin* denied deny reduc* cut cancel* withdraw* withdrew remov* chang* status history earlier previous past rating* rated rate grade
  buyer buyers customer customers company companies firm debtor trade trading sell selling deliver* ship shipping send export mean meant actually sorry amount reason* explain* because increas* rais* lift higher
  larger more less new reassess* re-assess* reassessment review* reconsider* reconsidered want wants like need wish ask asking pending waiting wait* answer* hear heard
  application* current currently upcoming room million thousand days days' terms pay* vat number no reg registration lower lowered than if but vurderet vurderes solgt sold
  senest indberet* anmelde anmeldes melde rapporter* faktura fakturaen fakturaer forfald* forfaldt og men så jamen nå få altid ordre ordrer orders order always so well oh then still latest report reported reporting notify notified invoice invoices due fell falls fall fortsæt ja yes okay ok hvilken derfor fordi because one ones doing going news any update klag* uenig* disagree* complain*`
    .split(/\s+/)
    .map((word) => word.toLowerCase());
const whole = new Set(words.filter((word) => !word.endsWith('*')));
const beginnings = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));

/** Whether a word belongs to the question and not to the name in it; numbers belong to neither, and count as the question's. */
export function isQuestionWord(word: string): boolean {
  const written = word.toLowerCase();
  return (
    whole.has(written) ||
    /^[\d.,%]+$/.test(written) ||
    // A name with a capital letter is no question's word by a short beginning alone: "Changzhou" is not "change".
    beginnings.some((beginning) => written.startsWith(beginning) && (beginning.length > 5 || word === written))
  );
}
