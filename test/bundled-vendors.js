// The large packages of the service as one file for jest: each test file would otherwise find, read and compile their two thousand small ones anew,
// which took more of the suite's time than many tests. It is the packages' own code, bundled as the built service has it.
const fs = require('node:fs');
const path = require('node:path');
const root = path.join(__dirname, '..');
const folder = path.join(root, 'dist', 'test-vendors');

/** Used by most tests, and never in part: a package that is required by a path of its own would exist twice. */
const bundledVendors = [
  'botbuilder',
  'botbuilder-dialogs',
  'botframework-connector',
  'restify',
  'kysely',
  'zod',
  'jose',
  '@simplewebauthn/server',
];

/** What a jest configuration needs to use them. */
const vendorMapping = { [`^(${bundledVendors.join('|')})$`]: '<rootDir>/dist/test-vendors/$1.js' };

/** Makes the file when the lock file has changed since. */
function bundleVendors() {
  const all = path.join(folder, 'all.js');
  const made = fs.existsSync(all) ? fs.statSync(all).mtimeMs : 0;
  if (
    made >
    Math.max(
      ...['package-lock.json', 'test/bundled-vendors.js'].map((name) => fs.statSync(path.join(root, name)).mtimeMs),
    )
  )
    return;
  const getters = bundledVendors.map(
    (name) => `get ${JSON.stringify(name)}() { return require(${JSON.stringify(name)}); }`,
  );
  require('esbuild').buildSync({
    stdin: { contents: `module.exports = { ${getters.join(', ')} };`, resolveDir: root },
    bundle: true,
    outfile: all,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    external: ['dtrace-provider'],
  });
  for (const name of bundledVendors) {
    const file = path.join(folder, `${name}.js`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `module.exports = require(${JSON.stringify(all)})[${JSON.stringify(name)}];\n`);
  }
}

module.exports = { bundleVendors, vendorMapping };
