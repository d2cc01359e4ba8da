import { z } from 'zod';
import { isLoopback, type Reach, reachedFromElsewhere } from './loopback';

const isHttp = (url: string): boolean => /^https?:\/\//.test(url) && URL.canParse(url);
const isSql = (url: string): boolean => (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) || /^sqlite:./.test(url);

/** The settings that choose where the customers' records are. */
export const recordsEnvironment = {
  RECORDS: z.enum(['demo', 'rest', 'sql', 'none'], 'must be demo, rest, sql or none').optional(),
  RECORDS_URL: z
    .string()
    .refine(
      (url) => isHttp(url) || isSql(url),
      'must be https://… (our REST contract), postgres://… or sqlite:PATH (our views)',
    )
    .optional(),
  RECORDS_TOKEN_URL: z
    .string()
    .refine(isHttp, 'must be a full address such as https://login.example.com/oauth/token')
    .optional(),
  RECORDS_CLIENT_ID: z.string().optional(),
  RECORDS_CLIENT_SECRET: z.string().optional(),
};

type Settings = { [Name in keyof typeof recordsEnvironment]: z.output<(typeof recordsEnvironment)[Name]> };
/** HOST, PUBLIC_URL and TRUST_PROXY beside them: what is invented stays on this machine. SITE_ISSUER: real customers are never shown it. */
type Environment = Partial<Settings> & Reach & { SITE_ISSUER?: string | undefined };

const kindOf = (env: Environment): 'demo' | 'rest' | 'sql' | 'none' => {
  const { RECORDS, RECORDS_URL, SITE_ISSUER } = env;
  if (RECORDS !== undefined) return RECORDS;
  if (RECORDS_URL !== undefined) return isHttp(RECORDS_URL) ? 'rest' : 'sql';
  return reachedFromElsewhere(env) === undefined && SITE_ISSUER === undefined ? 'demo' : 'none';
};

/** What contradicts or lacks what among them, each with its remedy. */
export function recordsProblems(env: Environment): string[] {
  const { RECORDS, RECORDS_URL: url, RECORDS_TOKEN_URL: tokenUrl } = env;
  const reach = reachedFromElsewhere(env);
  const problems: string[] = [];
  if ((RECORDS === 'rest' || RECORDS === 'sql') && url === undefined)
    problems.push(`RECORDS_URL is missing: RECORDS=${RECORDS} needs the address of the records.`);
  if (RECORDS === 'rest' && url !== undefined && !isHttp(url))
    problems.push('RECORDS=rest and RECORDS_URL contradict each other: give an https:// address, or remove RECORDS.');
  if (RECORDS === 'sql' && url !== undefined && !isSql(url))
    problems.push(
      'RECORDS=sql and RECORDS_URL contradict each other: give postgres://… or sqlite:PATH, or remove RECORDS.',
    );
  if ((RECORDS === 'demo' || RECORDS === 'none') && url !== undefined)
    problems.push(`RECORDS=${RECORDS} and RECORDS_URL contradict each other: remove one of them.`);
  if (RECORDS === 'demo' && reach !== undefined)
    problems.push(`RECORDS=demo serves invented customers, and to this machine only: ${reach}.`);
  if (RECORDS === 'demo' && env.SITE_ISSUER !== undefined)
    problems.push(
      'RECORDS=demo and SITE_ISSUER contradict each other: real customers must not meet invented records. Remove one of them.',
    );
  const credentials = [tokenUrl, env.RECORDS_CLIENT_ID, env.RECORDS_CLIENT_SECRET];
  if (credentials.some((one) => one !== undefined) && credentials.includes(undefined))
    problems.push(
      'RECORDS_TOKEN_URL, RECORDS_CLIENT_ID and RECORDS_CLIENT_SECRET go together: set all three, or none.',
    );
  if (credentials.some((one) => one !== undefined) && kindOf(env) !== 'rest')
    problems.push(
      'RECORDS_TOKEN_URL and its client are for a RECORDS_URL that begins with https://: remove them, or set it.',
    );
  for (const [name, address] of [
    ['RECORDS_URL', url],
    ['RECORDS_TOKEN_URL', tokenUrl],
  ] as const)
    if (address !== undefined && /^http:/.test(address) && !isLoopback(new URL(address).hostname))
      problems.push(`${name} would send tokens and records in the clear: use https.`);
  return problems;
}

/** The records to use, from settings without problems. */
export function recordsSettings(env: Environment) {
  const url = env.RECORDS_URL ?? '';
  const kind = kindOf(env);
  switch (kind) {
    case 'demo':
    case 'none':
      return { kind };
    case 'sql':
      return { kind, url };
    case 'rest': {
      const { RECORDS_TOKEN_URL: tokenUrl, RECORDS_CLIENT_ID: clientId, RECORDS_CLIENT_SECRET: clientSecret } = env;
      const credentials =
        tokenUrl !== undefined && clientId !== undefined && clientSecret !== undefined
          ? { tokenUrl, clientId, clientSecret }
          : undefined;
      return { kind, url, credentials };
    }
    default:
      throw new Error(`Unhandled records: ${kind satisfies never}`);
  }
}
export type RecordsSettings = ReturnType<typeof recordsSettings>;
