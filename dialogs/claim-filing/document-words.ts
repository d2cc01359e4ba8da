import type { InBoth } from '../both-languages';
import type { DocumentType } from './draft';

/** What each document is called. */
export const documentNames: Record<DocumentType, InBoth> = {
  invoices: { da: 'fakturaer', en: 'invoices' },
  statement_of_account: { da: 'kontoudtog måned for måned', en: 'a statement of account by month' },
  evidence_of_debt: {
    da: 'bekræftelse af gælden, fx fra kurator',
    en: 'evidence of the debt, such as from the insolvency practitioner',
  },
  correspondence: { da: 'korrespondance med køberen', en: 'correspondence with the buyer' },
  securities: { da: 'papirer på sikkerheder', en: 'papers on securities' },
  retention_of_title: { da: 'ejendomsforbehold', en: 'retention of title' },
  discretionary_evidence: { da: 'dokumentation for selvvurderingen', en: 'the evidence for the discretionary limit' },
  proof_of_delivery: { da: 'leveringsbevis', en: 'proof of delivery' },
};
