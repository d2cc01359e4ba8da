import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildIndex,
  followIndex,
  hashedEmbedder,
  IndexError,
  memoryIndex,
  openIndex,
} from '../../../knowledge/index/index';
import type { Embedder, SearchIndex } from '../../../knowledge/index/index';
import { projectPath } from '../../../knowledge/project-path';
import { sampleDocument, sampleDocuments } from './sample-documents';

const emptyFolder = (): string => mkdtempSync(path.join(tmpdir(), 'index-'));
const question = {
  text: 'Hvad sker der, når et kreditmaksimum bliver nedsat?',
  history: [],
  language: 'da',
  audience: 'public',
} as const;
const search = async (index: SearchIndex | undefined): ReturnType<SearchIndex['search']> => {
  if (!index) throw new Error('There is no index.');
  return index.search({ ...question, history: [] });
};
const versionsIn = (directory: string): string[] => readdirSync(directory).filter((name) => name !== 'current');
const currentFolder = (directory: string): string =>
  path.join(directory, readFileSync(path.join(directory, 'current'), 'utf8').trim());

let once: Promise<string> | undefined;

/** The folder of an index of the sample documents, to be copied before it is harmed. */
const built = (): Promise<string> =>
  (once ??= (async () => {
    const directory = emptyFolder();
    await buildIndex(sampleDocuments(), { directory, source: 'given' });
    return directory;
  })());

/** Another program's embedder, that only gives vectors when asked and waited for. */
const otherEmbedder: Embedder = {
  id: 'letters',
  dimension: 4,
  vote: 'model',
  embedQuery: async (text) => [text.length, 1, 2, 3],
  embedDocuments: async (texts) => texts.map((text) => [text.length, 1, 2, 3]),
};

describe('an index on disk', () => {
  it('is searched as the one in memory', async () => {
    const directory = emptyFolder();
    const manifest = await buildIndex(sampleDocuments(), { directory, source: 'given' });
    const opened = await openIndex(directory);
    expect(opened?.manifest).toEqual(manifest);
    expect(manifest).toMatchObject({ source: 'given', passages: 9, clauses: 5, notes: [] });
    expect(manifest.sources.map(({ name }) => name)).toEqual(['promises.da', 'promises.en', 'desk']);
    expect(await search(opened)).toEqual(await search(await memoryIndex(sampleDocuments())));
  });

  it('is not there in a folder without one', async () => {
    expect(await openIndex(emptyFolder())).toBeUndefined();
    expect(await openIndex(path.join(emptyFolder(), 'nowhere'))).toBeUndefined();
  });

  it('keeps the version before and removes older ones', async () => {
    const directory = emptyFolder();
    const built: string[] = [];
    for (let time = 0; time < 4; time += 1)
      built.push((await buildIndex(sampleDocuments(), { directory, source: 'given' })).version);
    expect(versionsIn(directory).sort()).toEqual(built.slice(-2).sort());
  });

  it('removes what a killed build left, but nothing that may still be at work', async () => {
    const directory = emptyFolder();
    const abandoned = '20200101T000000000-1-00000000';
    const young = '20200101T000000000-2-00000000';
    const foreign = 'not-ours';
    for (const name of [abandoned, young, foreign]) mkdirSync(path.join(directory, name));
    utimesSync(path.join(directory, abandoned), new Date(2020, 0, 1), new Date(2020, 0, 1));
    const { version } = await buildIndex(sampleDocuments(), { directory, source: 'given' });
    expect(versionsIn(directory).sort()).toEqual([young, version, foreign].sort());
  });

  it.each(['documents.json', 'vectors-0.f32', 'lexicon.json', 'lexicon.numbers', 'glossary.json', 'manifest.json'])(
    'with a damaged %s is refused by name',
    async (file) => {
      const directory = emptyFolder();
      cpSync(await built(), directory, { recursive: true });
      const whole = path.join(currentFolder(directory), file);
      const bytes = readFileSync(whole);
      writeFileSync(whole, bytes.subarray(0, bytes.length - 4));
      const opening = openIndex(directory);
      await expect(opening).rejects.toBeInstanceOf(IndexError);
      await expect(opening).rejects.toMatchObject({
        reason: 'damaged',
        message: expect.stringContaining(file) as string,
      });
    },
  );

  it('of another format is refused', async () => {
    const directory = emptyFolder();
    cpSync(await built(), directory, { recursive: true });
    const file = path.join(currentFolder(directory), 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"format": \d+/, '"format": 999'));
    await expect(openIndex(directory)).rejects.toMatchObject({ reason: 'other-format' });
  });

  it('never follows a path that someone wrote into `current`', async () => {
    const directory = emptyFolder();
    writeFileSync(path.join(directory, 'current'), '../../etc\n');
    expect(await openIndex(directory)).toBeUndefined();
  });

  it('made with another embedder is embedded anew and says so', async () => {
    const directory = emptyFolder();
    await buildIndex(sampleDocuments(), { directory, source: 'given', embedders: [otherEmbedder] });
    const opened = await openIndex(directory, { embedders: [hashedEmbedder()] });
    expect(opened?.manifest.notes).toEqual([expect.stringContaining('embedded anew')]);
    expect((await search(opened)).hits[0]?.clause).toBe('reduction');
  });

  it('takes several embedders, each with its own vote', async () => {
    const directory = emptyFolder();
    const embedders = [hashedEmbedder(), otherEmbedder];
    const manifest = await buildIndex(sampleDocuments(), { directory, source: 'given', embedders });
    expect(manifest.votes.map(({ embedder, dimension }) => [embedder, dimension])).toEqual([
      [hashedEmbedder().id, hashedEmbedder().dimension],
      ['letters', 4],
    ]);
    expect((await openIndex(directory, { embedders }))?.manifest.notes).toEqual([]);
  });

  it('is not replaced by a build that fails', async () => {
    const directory = emptyFolder();
    const { version } = await buildIndex(sampleDocuments(), { directory, source: 'given' });
    const broken: Embedder = { ...otherEmbedder, embedDocuments: async (texts) => texts.map(() => [NaN, 0, 0, 0]) };
    await expect(buildIndex(sampleDocuments(), { directory, source: 'given', embedders: [broken] })).rejects.toThrow(
      /finite/,
    );
    expect(versionsIn(directory)).toEqual([version]);
    expect((await openIndex(directory))?.manifest.version).toBe(version);
  });

  it('is whole after several builds at once', async () => {
    const directory = emptyFolder();
    const builds = await Promise.all(
      Array.from({ length: 5 }, () => buildIndex(sampleDocuments(), { directory, source: 'given' })),
    );
    const opened = await openIndex(directory);
    expect(builds.map(({ version }) => version)).toContain(opened?.manifest.version);
    expect((await search(opened)).hits[0]?.clause).toBe('reduction');
  });

  it('keeps a graph for many passages, and finds the same with and without it', async () => {
    const directory = emptyFolder();
    const clauses: Record<string, string> = {};
    for (let number = 0; number < 2100; number += 1)
      clauses[`c${number}`] = `Aftale ${number} om ${(number * 37) % 101} ting og sager`;
    const documents = [...sampleDocuments(), sampleDocument('many', 'da', clauses)];
    const manifest = await buildIndex(documents, { directory, source: 'given' });
    expect(manifest.votes.map(({ graph }) => graph)).toEqual(['vectors-0.hnsw']);
    const opened = await openIndex(directory);
    expect((await search(opened)).hits[0]?.clause).toBe('reduction');
    expect((await search(opened)).hits.map((hit) => hit.clause)).toEqual(
      (await search(await memoryIndex(documents))).hits.map((hit) => hit.clause),
    );
  });
});

// KILLS=20 npm test -- on-disk is the long form.
const kills = Number(process.env.KILLS ?? 3);

describe('a kill', () => {
  it('at any moment of a build leaves a whole index', async () => {
    const directory = emptyFolder();
    await buildIndex(sampleDocuments(), { directory, source: 'given' });
    const program = projectPath('dist', 'test', 'knowledge', 'index', 'build-in-a-loop.js');
    let whole = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      await buildAndKill(program, directory, (kill * 37) % 100);
      const opened = await openIndex(directory);
      if ((await search(opened)).hits[0]?.clause === 'reduction') whole += 1;
      opened?.close();
    }
    expect(whole).toBe(kills);
  });
});

/** Starts builds in another process, waits until the first is done, then some more, and kills it. */
function buildAndKill(program: string, directory: string, afterMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.once('error', reject);
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), afterMs));
    child.once('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`The building program ended by itself with ${code}.`)),
    );
  });
}

describe('following an index', () => {
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('opens each new version, and tells of one that cannot be opened', async () => {
    const directory = emptyFolder();
    const first = await buildIndex(sampleDocuments(), { directory, source: 'given' });
    const seen: string[] = [];
    const problems: Error[] = [];
    const stop = followIndex(
      directory,
      (index) => seen.push(index.manifest.version),
      (error) => problems.push(error),
      { since: first.version, pollMs: 100 },
    );
    try {
      const second = await buildIndex(sampleDocuments(), { directory, source: 'given' });
      await until(() => seen.length === 1);
      expect(seen).toEqual([second.version]);
      writeFileSync(path.join(directory, 'current'), '20200101T000000000-1-00000000\n');
      await until(() => problems.length === 1);
      expect(problems[0]).toBeInstanceOf(IndexError);
      const third = await buildIndex(sampleDocuments(), { directory, source: 'given' });
      await until(() => seen.length === 2);
      expect(seen[1]).toBe(third.version);
      expect(problems).toHaveLength(1);
    } finally {
      stop();
    }
  });

  it('reports the version in use first when none is open yet, and nothing after stop', async () => {
    const directory = path.join(emptyFolder(), 'made-later');
    const seen: string[] = [];
    const stop = followIndex(
      directory,
      (index) => seen.push(index.manifest.version),
      (error) => {
        throw error;
      },
      { pollMs: 50 },
    );
    const { version } = await buildIndex(sampleDocuments(), { directory, source: 'given' });
    await until(() => seen.length === 1);
    expect(seen).toEqual([version]);
    stop();
    await buildIndex(sampleDocuments(), { directory, source: 'given' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(seen).toEqual([version]);
  });

  it('goes on where the folder cannot be watched, and tells once of each problem', async () => {
    const directory = path.join(emptyFolder(), 'in-the-way');
    writeFileSync(directory, 'a file');
    const seen: string[] = [];
    const problems: string[] = [];
    const unwatched: string[] = [];
    const stop = followIndex(
      directory,
      (index) => seen.push(index.manifest.version),
      (error) => problems.push(error.message),
      { pollMs: 20, onUnwatched: (error) => unwatched.push(error.message) },
    );
    try {
      await until(() => problems.length > 0);
      expect(unwatched).toEqual([expect.stringContaining('every 0.02 seconds')]);
      rmSync(directory);
      const { version } = await buildIndex(sampleDocuments(), { directory, source: 'given' });
      await until(() => seen.length === 1);
      expect(seen).toEqual([version]);
      expect(problems).toEqual([expect.stringContaining('ENOTDIR')]);
    } finally {
      stop();
    }
  });
});
