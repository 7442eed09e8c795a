// Builds the console into a folder, or checks and tests it, and does nothing when nothing changed since. Run by Maven:
//   node build.mjs build <folder> <stamp file>
//   node build.mjs test <stamp file>
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const HERE = import.meta.dirname;
const LOCK = ['package-lock.json', '.npmrc'];
const BUILT_FROM = [...LOCK, 'package.json', 'index.html', 'vite.config.js', 'public', 'src'];
const TESTED = [...BUILT_FROM, 'build.mjs', 'biome.json', 'tsconfig.json', 'test', 'e2e'];

const [task, ...places] = process.argv.slice(2);
switch (task) {
  case 'build': {
    const [folder, stamp] = places;
    once(stamp, fingerprint(BUILT_FROM), existsSync(join(folder, 'index.html')), () => {
      install();
      run('vite', 'bin/vite.js', ['build', '--logLevel', 'warn'], { CONSOLE_OUT: folder });
    });
    break;
  }
  case 'test':
    once(places[0], fingerprint(TESTED), true, () => {
      install();
      run('typescript', 'bin/tsc', ['--noEmit']);
      run('@biomejs/biome', 'bin/biome', ['check', '--error-on-warnings', '.']);
      run('vitest', 'vitest.mjs', ['run']);
    });
    break;
  default:
    fail(`build.mjs knows the tasks build and test, not ${task}`);
}

/** Does the work unless the stamp says that it was done for this very fingerprint. */
function once(stamp, print, resultIsThere, work) {
  if (resultIsThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) {
    return;
  }
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}

function install() {
  once(join(HERE, 'node_modules', '.installed'), fingerprint(LOCK), true, () => {
    const { error, status } = spawnSync('npm', ['ci', '--prefer-offline', '--loglevel=error'], {
      cwd: HERE,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (error || status !== 0) {
      fail(
        `npm ci failed${error ? `: ${error.message}` : ''}. The console needs Node.js 20.19 or newer with npm.`,
      );
    }
  });
}

/** Quiet unless it fails. */
function run(pkg, script, args, env = {}) {
  const program = join(HERE, 'node_modules', pkg, script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: HERE,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status !== 0) {
    fail(`${stdout}${stderr}\n${pkg} ${args[0]} failed: see above`);
  }
}

function fingerprint(names) {
  const hash = createHash('sha256').update(process.version);
  for (const file of names.flatMap((name) => files(join(HERE, name))).sort()) {
    hash.update(`\0${file.slice(HERE.length)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function files(path) {
  if (!existsSync(path)) {
    return [];
  }
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => files(join(path, name))) : [path];
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
