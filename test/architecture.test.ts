import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from '../knowledge';

interface Import {
  file: string;
  /** As written: `../knowledge`, `zod`. */
  from: string;
  /** The imported file's place in the project, without its extension; undefined for a package. */
  target: string | undefined;
}

const folders = ['adapters', 'bot', 'dialogs', 'knowledge'] as const;

function sources(folder: string): string[] {
  return readdirSync(projectPath(folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(projectPath(), path.join(entry.parentPath, entry.name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(projectPath(file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+'([^']+)'|\b(?:import|require)\(\s*'([^']+)'\s*\)|\nimport '([^']+)'/g,
  );
  return [...found].map((match) => {
    const from = match[1] ?? match[2] ?? match[3] ?? '';
    return { file, from, target: from.startsWith('.') ? path.join(path.dirname(file), from) : undefined };
  });
}

const all = folders.flatMap((folder) => sources(folder)).flatMap(importsOf);
const topFolder = (place: string): string => place.split(path.sep)[0] ?? '';
const listed = (imports: Import[]): string[] => imports.map(({ file, from }) => `${file} imports ${from}`);

test('imports are seen at all', () => {
  expect(all.length).toBeGreaterThan(200);
});

test('knowledge and adapters import nothing of ours outside themselves; nothing but tests imports bot', () => {
  const allowed: Record<string, string[]> = {
    adapters: ['adapters'],
    knowledge: ['knowledge'],
    dialogs: ['dialogs', 'knowledge', 'adapters'],
    bot: ['bot', 'dialogs', 'knowledge', 'adapters'],
  };
  const wrong = all.filter(
    ({ file, target }) => target !== undefined && !allowed[topFolder(file)]?.includes(topFolder(target)),
  );
  expect(listed(wrong)).toEqual([]);
});

test('dialogs see adapters through their port files only', () => {
  const wrong = all.filter(
    ({ file, target }) => topFolder(file) === 'dialogs' && target?.startsWith('adapters') && !/port$/.test(target),
  );
  expect(listed(wrong)).toEqual([]);
});

test('code of the service does not reach into browser code, but for the page templates', () => {
  const isWeb = (place: string): boolean => place.startsWith(path.join('bot', 'web') + path.sep);
  const wrong = all.filter(
    ({ file, target }) =>
      target !== undefined && !isWeb(file) && isWeb(target) && !target.startsWith(path.join('bot', 'web', 'pages')),
  );
  expect(listed(wrong)).toEqual([]);
});

describe('one vendor, one home', () => {
  const homes: [string, RegExp, RegExp][] = [
    ['restify, ws and jose', /^(restify|ws|jose)$/, /^bot\//],
    [
      'the Bot Framework',
      /^(botbuilder|botbuilder-core|botframework-.+)$/,
      /^(bot\/(channels|conversations|handoff)\/|bot\/(support-bot|service|task-turns|remembered)\.ts$|dialogs\/)/,
    ],
    ['its dialogs', /^botbuilder-dialogs$/, /^dialogs\//],
    ['LangChain', /^(langchain|@langchain\/)/, /^knowledge\/(models|index)\//],
    ['hnswlib', /^hnswlib-node$/, /^knowledge\/index\//],
    ['PDF, Word, HTML and Markdown readers', /^(pdf-parse|mammoth|parse5|markdown-it|yaml)$/, /^knowledge\/ingest\//],
    ['SQL', /^(kysely|libsql|libsql\/promise|better-sqlite3|pg)$/, /^adapters\/database\/|\/sql-[^/]+$/],
    ['the breaker and the bulkhead', /^cockatiel$/, /^(adapters\/records\/rest|knowledge\/models)\//],
    [
      'signing in: password hashes, passkeys, OpenID Connect',
      /^(@node-rs\/argon2|@simplewebauthn\/server|openid-client)/,
      /^bot\/desk\//,
    ],
    ['OpenTelemetry', /^@opentelemetry\//, /^bot\/model-spans\.ts$/],
    ['Markdown in the browser', /^marked$/, /^bot\/web\/widget\/markdown\.ts$/],
    ['the desk page', /^(preact|preact\/.+|@simplewebauthn\/browser)$/, /^bot\/web\/desk\//],
    ['forms and file types', /^(@fastify\/busboy|magic-bytes\.js)$/, /^bot\/attachments\//],
    ['the app package for Teams', /^(ajv|fflate)$/, /^bot\/teams-package\//],
    ['the environment', /^dotenv$/, /^bot\/config\.ts$/],
  ];
  test.each(homes)('%s', (_what, vendor, home) => {
    const wrong = all.filter(({ file, from }) => vendor.test(from) && !home.test(file.split(path.sep).join('/')));
    expect(listed(wrong)).toEqual([]);
  });
});

test('only the settings, and the programs that hand them over, read the environment', () => {
  const readers = folders
    .flatMap((folder) => sources(folder))
    .filter((file) => /process\.env\b/.test(readFileSync(projectPath(file), 'utf8')))
    .filter((file) => !/^bot\/(main|config)\.ts$|^bot\/commands\//.test(file.split(path.sep).join('/')));
  expect(readers).toEqual([]);
});

test('no folder of everything: a file is named after its idea', () => {
  const vague = folders
    .flatMap((folder) => sources(folder))
    .filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(file));
  expect(vague).toEqual([]);
});

test('no import goes in a circle', () => {
  const files = new Set(folders.flatMap((folder) => sources(folder)));
  const resolve = (target: string): string | undefined =>
    [`${target}.ts`, `${target}.tsx`, path.join(target, 'index.ts')].find((candidate) => files.has(candidate));
  const edges = new Map<string, string[]>();
  for (const { file, target } of all) {
    const to = target === undefined ? undefined : resolve(target);
    // Types vanish when built: only imports of values can go in a circle.
    if (to !== undefined && !typesOnly(file, target ?? '')) edges.set(file, [...(edges.get(file) ?? []), to]);
  }
  expect(circleIn(edges)).toBeUndefined();
});

function typesOnly(file: string, target: string): boolean {
  const text = readFileSync(projectPath(file), 'utf8');
  const relative = path.relative(path.dirname(file), target);
  const written = relative.startsWith('.') ? relative : `./${relative}`;
  const lines = [...text.matchAll(/(?:import|export)\s+(type\s+)?(\{[^}]*\}|\*|\w+)[^;]*?from\s+'([^']+)'/g)].filter(
    (match) => match[3] === written,
  );
  return lines.every(
    (match) =>
      match[1] !== undefined ||
      [...(match[2] ?? '').matchAll(/(\btype\s+)?\b\w+(?:\s+as\s+\w+)?\s*[,}]/g)].every(
        (name) => name[1] !== undefined,
      ),
  );
}

function circleIn(edges: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of edges.get(file) ?? []) {
      const circle = visit(next, [...trail, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of edges.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}
