// Starts any of our programs: brings dist/ up to date (a fraction of a second, nothing when nothing changed), then runs the built file.
// Plain JavaScript because it is what runs before there is anything built. Types are checked by `npm run typecheck`, not here.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const out = path.join(root, 'dist');
const sourceFolders = ['adapters', 'bot', 'dialogs', 'knowledge', 'test'];
const webFolder = path.join(root, 'bot', 'web');

/** Every source file under a folder, sorted: the order must not depend on the file system. */
function sourcesUnder(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return sourcesUnder(full);
      return /\.(tsx?|css)$/.test(entry.name) || entry.name === 'entries.json' ? [full] : [];
    });
}

/** Names, sizes and times of all sources and of the lock file: it changes whenever anything that the build reads changes. */
function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of [...files, path.join(root, 'package-lock.json'), __filename]) {
    const { size, mtimeMs } = fs.statSync(file);
    hash.update(`${path.relative(root, file)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Written beside and renamed, so that a second process starting meanwhile never reads half a file. */
function writeWhole(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}`;
  fs.writeFileSync(beside, content);
  fs.renameSync(beside, file);
}

function bundleForBrowsers(esbuild) {
  const list = path.join(webFolder, 'entries.json');
  if (!fs.existsSync(list)) return;
  for (const [name, entry] of Object.entries(JSON.parse(fs.readFileSync(list, 'utf8')))) {
    const bundle = esbuild.buildSync({
      entryPoints: [path.join(webFolder, entry)],
      bundle: true,
      minify: true,
      format: name.endsWith('.mjs') ? 'esm' : 'iife',
      // Sheets made by script, which the widget needs, came to browsers later than all of it.
      target: 'es2022',
      // React's way of writing elements, made by Preact.
      jsx: 'automatic',
      jsxImportSource: 'preact',
      // Sheets are bundled from their parts; to a script a sheet is text.
      loader: entry.endsWith('.css') ? {} : { '.css': 'text' },
      write: false,
    });
    writeWhole(path.join(out, 'web', name), bundle.outputFiles[0].contents);
  }
}

/** Packages that stay outside of the service's bundle: native ones, ones that find files beside themselves, and ones that most starts never load. */
const outside = [
  'libsql',
  'dtrace-provider',
  'pg',
  'hnswlib-node',
  '@node-rs/argon2',
  'pdf-parse',
  'mammoth',
  'parse5',
  'markdown-it',
  'esbuild',
  '@langchain/*',
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
];

const service = path.join(out, 'bot', 'main.js');

/** The machine code of one build of the service. Of another build it would be wrong, so the name tells. */
const codeCacheOf = (stamp) => path.join(out, 'bot', `main-${stamp.slice(0, 16)}.code`);

function forgetCode() {
  for (const name of fs.readdirSync(path.dirname(service)))
    if (name.endsWith('.code')) fs.rmSync(path.join(path.dirname(service), name), { force: true });
}

/** The running service as one file, its packages included: finding, reading and compiling two thousand small ones was most of its start. */
function bundleService(esbuild) {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [path.join(root, 'bot', 'main.ts')],
    bundle: true,
    outfile: service,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // Run from a code cache, a script has nobody to ask for an import(): a package outside is required when it is first used.
    supported: { 'dynamic-import': false },
    minifyWhitespace: true,
    legalComments: 'none',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
    external: outside,
    write: false,
  });
  for (const file of outputFiles) writeWhole(file.path, file.contents);
}

/** @returns what the build was made from, in short */
function build() {
  const files = sourceFolders.flatMap((folder) => sourcesUnder(path.join(root, folder)));
  const stamp = path.join(out, '.built');
  const wanted = fingerprint(files);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return wanted;
  const esbuild = require('esbuild');
  const entryPoints = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  const { outputFiles } = esbuild.buildSync({
    entryPoints,
    outdir: out,
    outbase: root,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
    write: false,
  });
  for (const file of outputFiles) writeWhole(file.path, file.contents);
  bundleService(esbuild);
  bundleForBrowsers(esbuild);
  forgetCode();
  writeWhole(stamp, wanted);
  return wanted;
}

// Settings may stand in a file .env beside package.json; the environment's own win.
if (fs.existsSync(path.join(root, '.env'))) process.loadEnvFile(path.join(root, '.env'));

const name = process.argv[2];
const stamp = build();
if (name !== '--build') {
  const program = path.join(out, 'bot', `${name}.js`);
  if (name === undefined || !fs.existsSync(program)) {
    process.stderr.write(
      'Usage: node bot/run.js main | commands/NAME [ARGUMENT …] (see the scripts of package.json)\n',
    );
    process.exit(2);
  }
  // The program sees its own arguments only.
  process.argv.splice(1, 2, program);
  if (program === service) require('./code-cache').runWithCodeCache(program, codeCacheOf(stamp));
  else {
    // Stack traces name the TypeScript line.
    process.setSourceMapsEnabled(true);
    require(program);
  }
}
