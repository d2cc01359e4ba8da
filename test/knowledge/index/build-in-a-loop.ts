import { buildIndex } from '../../../knowledge/index/index';
import { sampleDocuments } from './sample-documents';

/** Run as a program of its own and killed by the test: builds the index of the folder given, again and again. */
async function main(): Promise<void> {
  const directory = process.argv[2];
  if (directory === undefined) throw new Error('Name the folder of the index.');
  for (;;) {
    await buildIndex(sampleDocuments(), { directory, source: 'given' });
    process.stdout.write('.');
  }
}

void main();
