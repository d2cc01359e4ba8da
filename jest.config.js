const { existsSync, statfsSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { vendorMapping } = require('./test/bundled-vendors');

// Hundreds of small databases wait for the disk at every commit. Where there is a disk in memory with room, the tests' files are on it: a killed process
// leaves there what it leaves on any disk.
const inMemory = '/dev/shm';
const roomy = 2 * 1024 ** 3;
if (!process.env.TMPDIR && existsSync(inMemory)) {
  const { bavail, bsize } = statfsSync(inMemory);
  if (bavail * bsize > roomy) process.env.TMPDIR = inMemory;
}

/** @type {import('jest').Config} */
module.exports = {
  // Many tests wait, for a restart, a browser or another process: a worker more than there are cores, up to four, keeps them busy.
  maxWorkers: Math.max(Math.min(4, availableParallelism() + 1), availableParallelism() - 1),
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/build-once.js',
  setupFilesAfterEnv: ['<rootDir>/test/browser/tried-twice.ts'],
  testTimeout: 120_000,
  // A dynamic import names the built file; here it is still TypeScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', ...vendorMapping },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
};
