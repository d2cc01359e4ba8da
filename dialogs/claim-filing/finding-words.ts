import type { ReplyLanguage } from '../../knowledge';
import { type InBoth, inBoth, listed } from '../both-languages';
import { formatDate } from '../dates';
import { formatMoney } from '../money';
import { documentNames } from './document-words';
import type { Finding, FindingFacts } from './finding-kinds';

/**
 * What was found, in words: the fact and the policy's term, and nothing on what it leads to. Whether something is covered or paid is the claims
 * handler's to decide and to say.
 */
export function findingWords(finding: FindingFacts): InBoth {
  switch (finding.kind) {
    case 'late-notice': {
      const { notifyBy, atOnce, reportedOn, days } = finding;
      if (atOnce) {
        return inBoth((language) =>
          language === 'da'
            ? `Insolvens og andre negative oplysninger skal indberettes med det samme. Oplysningen er fra ${formatDate(notifyBy, 'da')}; indberetningen sker ${formatDate(reportedOn, 'da')}, ${days} ${days === 1 ? 'dag' : 'dage'} senere. Skriv, hvornår I hørte om det.`
            : `Insolvency and other adverse information is to be reported at once. The news is from ${formatDate(notifyBy, 'en')}; this report is made on ${formatDate(reportedOn, 'en')}, ${days} ${days === 1 ? 'day' : 'days'} later. Say when you heard of it.`,
        );
      }
      return inBoth((language) =>
        language === 'da'
          ? `Sidste dag for indberetning var ${formatDate(notifyBy, 'da')}; indberetningen sker ${formatDate(reportedOn, 'da')}, ${days} ${days === 1 ? 'dag' : 'dage'} senere. Indsend alligevel, og skriv, hvad der forsinkede jer.`
          : `The last day to report was ${formatDate(notifyBy, 'en')}; this report is made on ${formatDate(reportedOn, 'en')}, ${days} ${days === 1 ? 'day' : 'days'} later. File it all the same, and say what held you up.`,
      );
    }
    case 'after-stop-of-cover':
      return inBoth((language) => {
        const dates = listed(
          finding.deliveries.map((date) => formatDate(date, language)),
          language,
        );
        return language === 'da'
          ? `Efter policens vilkår var der dækningsstop fra ${formatDate(finding.stopOfCover, 'da')}, og der er leveret eller faktureret den dag eller senere: ${dates}.`
          : `By the policy’s terms the stop of cover began on ${formatDate(finding.stopOfCover, 'en')}, and there were deliveries or invoices on that day or later: ${dates}.`;
      });
    case 'above-limit':
      return inBoth((language) => {
        const [owed, limit, above] = [finding.owed, finding.limit, finding.above].map((money) =>
          formatMoney(money, language),
        );
        return language === 'da'
          ? `Kreditmaksimum på køberen var ${limit} den ${formatDate(finding.on, 'da')}: ${owed} − ${limit} = ${above} ligger over.`
          : `The credit limit on the buyer was ${limit} on ${formatDate(finding.on, 'en')}: ${owed} − ${limit} = ${above} is above it.`;
      });
    case 'no-limit':
      return inBoth((language) =>
        language === 'da'
          ? `Jeg kan ikke se et kreditmaksimum på køberen den ${formatDate(finding.on, 'da')}. Hvis I brugte selvvurdering, så vedlæg det, den byggede på.`
          : `I cannot see a credit limit on the buyer on ${formatDate(finding.on, 'en')}. If you used a discretionary limit, attach what it was based on.`,
      );
    case 'terms-too-long':
      return inBoth((language) => {
        const given = listed(
          finding.invoices.map(({ number, days }) => `${number} (${days} ${language === 'da' ? 'dage' : 'days'})`),
          language,
        );
        return language === 'da'
          ? `Den længste kredittid efter policen og kreditmaksimum er ${finding.most} dage fra fakturadatoen. Længere er: ${given}.`
          : `The longest credit period under the policy and the credit limit is ${finding.most} days from the invoice date. Longer: ${given}.`;
      });
    case 'wrong-legal-entity':
      return {
        da: `I skrev ${finding.written}, men kreditmaksimum står på ${finding.onRecord}. Se på fakturaen, hvilket selskab der skylder pengene.`,
        en: `You wrote ${finding.written}, but the credit limit is on ${finding.onRecord}. Look at the invoice to see which company owes the money.`,
      };
    case 'no-such-buyer':
      return {
        da: `Jeg kan ikke finde ${finding.written} blandt køberne på policen. Tjek navnet, eller skriv køberens CVR- eller registreringsnummer.`,
        en: `I cannot find ${finding.written} among the buyers under the policy. Check the name, or give the buyer’s registration number.`,
      };
    case 'buyer-not-confirmed':
      return {
        da: `Det er endnu ikke afklaret, hvilken køber på policen ${finding.written} er.`,
        en: `It is not settled yet which buyer under the policy ${finding.written} is.`,
      };
    case 'missing-documents':
      return inBoth((language) => {
        const missing = listed(
          finding.missing.map((type) => documentNames[type][language]),
          language,
        );
        return language === 'da'
          ? `Det plejer også at blive bedt om: ${missing}. Det kan sendes senere; sagen kan først vurderes færdig, når alt er der.`
          : `These are usually asked for too: ${missing}. They can be sent later; the assessment cannot be finished until everything is there.`;
      });
    case 'dispute':
      return {
        da: 'Køberen bestrider kravet. Spørgsmålet om erstatning venter normalt, til tvisten er løst; inkassoarbejdet kan godt gå i gang. Send indsigelsen og jeres svar med.',
        en: 'The buyer disputes the debt. The question of indemnity normally waits until the dispute is settled; collection work can begin. Send the objection and your reply along.',
      };
    case 'vat':
      return inBoth((language) => {
        const [gross, net, vat] = [finding.gross, finding.net, finding.vat].map((money) =>
          formatMoney(money, language),
        );
        return language === 'da'
          ? `Moms er normalt ikke med i opgørelsen, medmindre policen siger andet: ${gross} − moms ${vat} = ${net} netto. Begge beløb sendes med.`
          : `VAT is normally left out of the calculation unless the policy says otherwise: ${gross} − VAT ${vat} = ${net} net. Both amounts are sent.`;
      });
    case 'vat-unknown':
      return {
        da: 'Beløbet er med moms, og nettobeløbet mangler. Sagsbehandleren har brug for begge.',
        en: 'The amount includes VAT, and the net amount is missing. The claims handler needs both.',
      };
    case 'sum-differs':
      return inBoth((language) => {
        const claimed = formatMoney(finding.claimed, language);
        const sum = finding.invoices && formatMoney(finding.invoices, language);
        const difference = finding.difference && formatMoney(finding.difference, language);
        if (sum === undefined || difference === undefined) {
          return language === 'da'
            ? `Beløbet (${claimed}) og fakturaerne er ikke i samme valuta. Ret det ene, eller indsend én anmeldelse for hver valuta.`
            : `The amount (${claimed}) and the invoices are not in one currency. Correct one of them, or file one claim for each currency.`;
        }
        return language === 'da'
          ? `I skrev, at køberen skylder ${claimed}, men de ubetalte fakturaer giver ${sum}: en forskel på ${difference}. Ret det ene af dem.`
          : `You wrote that the buyer owes ${claimed}, but the unpaid invoices add up to ${sum}: a difference of ${difference}. Correct one of them.`;
      });
    case 'not-due-yet':
      return inBoth((language) =>
        language === 'da'
          ? `Den ældste faktura forfalder først ${formatDate(finding.dueDate, 'da')}, så den er ikke ubetalt endnu. Ret datoen, eller vælg insolvens, hvis køberen er gået konkurs.`
          : `The oldest invoice is not past due until after ${formatDate(finding.dueDate, 'en')}. Correct the date, or choose insolvency if the buyer has gone bankrupt.`,
      );
    case 'plan-not-approved':
      return {
        da: 'Afdragsordningen er ikke godkendt af os. En aftale ud over den maksimale forlængelsesperiode kræver vores skriftlige samtykke. Send aftalen med.',
        en: 'The payment plan has not been approved by us. An agreement beyond the maximum extension period needs our consent in writing. Send the agreement along.',
      };
    case 'already-claimed':
      return {
        da: `Der er allerede en åben skade på køberen: ${finding.claimNumber}. Hører fakturaerne til den, så send dem til den i stedet.`,
        en: `There is an open claim on this buyer already: ${finding.claimNumber}. If the invoices belong to it, send them to that claim instead.`,
      };
    case 'policy-not-active':
      return {
        da: 'Policen står ikke som aktiv hos os i dag. Sagsbehandleren ser på, hvilken periode leverancerne hører til.',
        en: 'The policy does not stand as active with us today. The claims handler looks at which period the deliveries belong to.',
      };
    default:
      throw new Error(`Unhandled finding: ${finding satisfies never}`);
  }
}

/** Closes every list of findings. */
export const handlerDecides: InBoth = {
  da: 'Det er, hvad jeg kan se. Hvad det betyder for skaden, afgør sagsbehandleren.',
  en: 'This is what I can see. What it means for the claim is for the claims handler to decide.',
};

const headings: Record<'stops' | 'warns' | 'note', InBoth> = {
  stops: { da: 'Skal rettes, før anmeldelsen kan sendes', en: 'To be put right before the claim can be sent' },
  warns: { da: 'Værd at vide, før I sender', en: 'Worth knowing before you send' },
  note: { da: 'Til orientering', en: 'For your information' },
};

/** The findings as a text for the customer; empty where there are none. */
export function findingsText(findings: readonly Finding[], language: ReplyLanguage): string {
  if (findings.length === 0) return '';
  const parts = (['stops', 'warns', 'note'] as const).flatMap((severity) => {
    const lines = findings
      .filter((finding) => finding.severity === severity)
      .map(({ words }) => `- ${words[language]}`);
    return lines.length > 0 ? [`**${headings[severity][language]}**\n\n${lines.join('\n')}`] : [];
  });
  return [...parts, handlerDecides[language]].join('\n\n');
}
