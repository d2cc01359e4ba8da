import type { Config } from '../config';

/** What the package is made of, once nothing is missing. */
export interface PackageFacts {
  botId: string;
  appId: string;
  version: string;
  name: string;
  company: string;
  websiteUrl: string;
  privacyUrl: string;
  termsUrl: string;
  /** The host that links in the bot's messages lead to. */
  domain: string;
}

const longestName = 30;
const longestDeveloper = 32;

/** The facts out of the settings, or what is missing among these, each with its remedy. */
export function packageFacts({ bot, teamsPackage, widget, publicUrl, contact }: Config): PackageFacts | string[] {
  const name = teamsPackage.name ?? contact.company;
  const { appId: botId } = bot;
  const { privacyUrl } = widget;
  const { termsUrl } = teamsPackage;
  const problems = [
    ...(botId === undefined ? ['MicrosoftAppId is missing: the id of the bot registration.'] : []),
    ...(publicUrl?.startsWith('https://')
      ? []
      : ['PUBLIC_URL is missing or not https: the address at which Teams and customers reach the service.']),
    ...(privacyUrl?.startsWith('https://')
      ? []
      : ['PRIVACY_URL is missing or not https: the privacy notice that Teams links to.']),
    ...(termsUrl === undefined ? ['TEAMS_TERMS_URL is missing: the terms of use that Teams links to.'] : []),
    ...(name.length > longestName
      ? [`TEAMS_APP_NAME is missing: COMPANY_NAME is longer than the ${longestName} characters that Teams shows.`]
      : []),
  ];
  if (problems.length > 0 || !botId || !publicUrl || !privacyUrl || !termsUrl) return problems;
  return {
    botId,
    appId: teamsPackage.appId ?? botId,
    version: teamsPackage.version,
    name,
    company: contact.company,
    websiteUrl: teamsPackage.websiteUrl ?? publicUrl,
    privacyUrl,
    termsUrl,
    domain: new URL(publicUrl).host,
  };
}

interface Words {
  short: string;
  full(company: string): string;
  /** What the chat offers to ask: a title, and what it brings. */
  asks: readonly [title: string, description: string][];
}

const da: Words = {
  short: 'Svar om jeres kreditforsikring, hvert med sin kilde.',
  full: (company) =>
    `Spørg om policen, kreditmaksimum, skader og inkasso hos ${company}. Hvert svar viser det sted i kundecharteret eller vejledningerne, som det bygger på. ` +
    'I den personlige chat kan jeres egne sager slås op, når chatten er knyttet til jer, og en medarbejder kan overtage. I gruppechats og kanaler svares der kun generelt. Svarene gives af en maskine.',
  asks: [
    ['Hvornår får vi svar?', 'Svartider efter kundecharteret'],
    ['Hvad er status på vores skade?', 'Jeres egne sager, når chatten er knyttet til jer'],
    ['Tal med et menneske', 'En medarbejder overtager samtalen'],
  ],
};
const en: Words = {
  short: 'Answers about your credit insurance, each with its source.',
  full: (company) =>
    `Ask about the policy, credit limits, claims and collections at ${company}. Every answer shows the place in the customer charter or the guides that it rests on. ` +
    'In the personal chat your own cases can be looked up once the chat is linked to you, and a member of staff can take over. In group chats and channels only general answers are given. The answers come from a machine.',
  asks: [
    ['When do we get an answer?', 'Response times by the customer charter'],
    ['What is the status of our claim?', 'Your own cases, once the chat is linked to you'],
    ['Talk to a person', 'A member of staff takes the conversation over'],
  ],
};

export const manifestVersion = '1.25';

/** The manifest, in Danish. */
export const teamsManifest = (facts: PackageFacts) => ({
  $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.schema.json`,
  manifestVersion,
  version: facts.version,
  id: facts.appId,
  developer: {
    name: facts.company.slice(0, longestDeveloper),
    websiteUrl: facts.websiteUrl,
    privacyUrl: facts.privacyUrl,
    termsOfUseUrl: facts.termsUrl,
  },
  name: { short: facts.name, full: facts.company },
  description: { short: da.short, full: da.full(facts.company) },
  icons: { color: 'color.png', outline: 'outline.png' },
  accentColor: '#0D5C56',
  localizationInfo: { defaultLanguageTag: 'da', additionalLanguages: [{ languageTag: 'en', file: 'en.json' }] },
  bots: [
    {
      botId: facts.botId,
      scopes: ['personal', 'groupChat', 'team'],
      isNotificationOnly: false,
      // Without it Teams offers neither files to us nor ours to the customer.
      supportsFiles: true,
      commandLists: [
        { scopes: ['personal'], commands: da.asks.map(([title, description]) => ({ title, description })) },
      ],
    },
  ],
  permissions: ['identity', 'messageTeamMembers'],
  validDomains: [facts.domain],
});

/** The same words in English, by their places in the manifest. */
export const englishWords = (facts: PackageFacts): Record<string, string> => ({
  $schema: `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}/MicrosoftTeams.Localization.schema.json`,
  'name.short': facts.name,
  'name.full': facts.company,
  'description.short': en.short,
  'description.full': en.full(facts.company),
  ...Object.fromEntries(
    en.asks.flatMap(([title, description], index) => [
      [`bots[0].commandLists[0].commands[${index}].title`, title],
      [`bots[0].commandLists[0].commands[${index}].description`, description],
    ]),
  ),
});
