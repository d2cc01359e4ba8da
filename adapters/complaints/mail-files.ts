import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DeliverComplaint, FiledComplaint } from './port';

/** The headings of the mail, which staff read. */
const headings = {
  da: {
    subject: 'Klage',
    from: 'Fra',
    customer: 'Kunde',
    concerns: 'Vedrører',
    reach: 'Kan nås på',
    none: 'ikke oplyst',
  },
  en: {
    subject: 'Complaint',
    from: 'From',
    customer: 'Customer',
    concerns: 'Concerns',
    reach: 'To be reached at',
    none: 'not stated',
  },
};

/** A complaint as a mail: the word complaint in the subject, so that it is read as one. */
export function complaintMail(complaint: FiledComplaint): { subject: string; text: string; complaint: FiledComplaint } {
  const { reference, name, customerId, concerns, reachedAt, matter, language } = complaint;
  const heading = headings[language];
  const lines = [
    `${heading.from}: ${name}`,
    `${heading.customer}: ${customerId ?? heading.none}`,
    `${heading.concerns}: ${concerns ?? heading.none}`,
    `${heading.reach}: ${reachedAt}`,
    '',
    matter,
  ];
  return { subject: `${heading.subject} ${reference}`, text: lines.join('\n'), complaint };
}

/** Writes each complaint as a mail in a JSON file of its own, for a mail system that picks files up. A half-written one is never there. */
export function complaintMailFiles(folder: string): DeliverComplaint {
  return async (complaint) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = path.join(folder, `${complaint.reference}.json`);
    await writeFile(`${file}.part`, `${JSON.stringify(complaintMail(complaint), undefined, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.part`, file);
  };
}
