// Runs a built program with the machine code that an earlier start left behind: compiling the service and its packages is most of a start.
// Plain JavaScript, like run.js, because it is what runs before anything is loaded.
'use strict';
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

/** When a start is over and its first questions are answered: what they needed is then in the cache too. */
const settledMs = 5_000;

/** Stack traces name the TypeScript line. The map is read at the first error only: it is larger than the program. */
function mapStackTraces(program) {
  let map;
  const sourceOf = (frame) => {
    if (frame.getFileName() !== program) return String(frame);
    map ??= new Module.SourceMap(JSON.parse(fs.readFileSync(`${program}.map`, 'utf8')));
    const { originalSource, originalLine, originalColumn } = map.findEntry(
      (frame.getLineNumber() ?? 1) - 1,
      (frame.getColumnNumber() ?? 1) - 1,
    );
    if (originalSource === undefined) return String(frame);
    const place = `${path.resolve(path.dirname(program), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
    const name = frame.getFunctionName();
    return name ? `${name} (${place})` : place;
  };
  Error.prepareStackTrace = (error, frames) => [error, ...frames.map(sourceOf)].join('\n    at ');
}

/** Kept beside the program for the next start. Without the right to write there, starts stay as slow as the first. */
function keepCode(script, cacheFile) {
  try {
    const beside = `${cacheFile}.${process.pid}`;
    // The service's own files are private; this one is as public as the program.
    fs.writeFileSync(beside, script.createCachedData());
    fs.chmodSync(beside, 0o644);
    fs.renameSync(beside, cacheFile);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM', 'ENOENT', 'ENOSPC'].includes(error.code)) throw error;
  }
}

function codeIn(cacheFile) {
  try {
    return fs.readFileSync(cacheFile);
  } catch (error) {
    if (!['ENOENT', 'EACCES'].includes(error.code)) throw error;
    return undefined;
  }
}

/**
 * Runs `program` as `require` would.
 * @param cacheFile holds the code of just this program: V8 itself compares nothing but its length. Code of another Node version is refused and made anew.
 */
function runWithCodeCache(program, cacheFile) {
  mapStackTraces(program);
  const cachedData = codeIn(cacheFile);
  const script = new vm.Script(Module.wrap(fs.readFileSync(program, 'utf8')), {
    filename: program,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const loaded = new Module(program, null);
  loaded.filename = program;
  script.runInThisContext()(loaded.exports, Module.createRequire(program), loaded, program, path.dirname(program));
  if (cachedData && !script.cachedDataRejected) return;
  let kept = false;
  const keep = () => {
    kept = true;
    keepCode(script, cacheFile);
  };
  setTimeout(keep, settledMs).unref();
  // Stopped before; but a start that failed has compiled too little to be worth keeping.
  process.once('exit', (code) => {
    if (code === 0 && !kept) keep();
  });
}

module.exports = { runWithCodeCache };
