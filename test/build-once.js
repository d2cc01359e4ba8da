// Jest's global setup: the tests that start programs, and the pages that browsers load, use the built files; and every service that a test
// starts begins with a copy of one index of the shipped documents.
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { bundleVendors } = require('./bundled-vendors');

module.exports = () => {
  bundleVendors();
  const root = path.join(__dirname, '..');
  const run = path.join(root, 'bot', 'run.js');
  const env = { ...process.env, DATA_DIR: path.join(root, 'dist', 'test-data') };
  execFileSync(process.execPath, [run, 'commands/ingest'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
};
