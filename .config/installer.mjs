/**
 * Brings a fresh clone to the point where the npm scripts can run, and returns at once when nothing is missing.
 * Plain JavaScript without dependencies: it runs on whatever Node called npm, before the pinned one is there.
 *
 *   node .config/installer.mjs [--navigateur | --moteurs] [--antivirus]
 *
 * The stamp holds a hash of package-lock.json, so that pulling a new lock installs again and a touched file does
 * not. `npm ci` is not used: it refuses a lock without addresses when optional platform packages are absent.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const racine = join(dirname(fileURLToPath(import.meta.url)), '..');
const verrou = join(racine, 'package-lock.json');
const temoin = join(racine, 'node_modules', '.parvis-installe');

const empreinte = () => createHash('sha256').update(readFileSync(verrou)).digest('hex');

function run(commande, args, env = {}) {
  const { status, error } = spawnSync(commande, args, {
    cwd: racine,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return !error && status === 0;
}

function npm(args) {
  const env = { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const cli = process.env.npm_execpath;
  return cli && /\.c?js$/.test(cli) ? run(process.execPath, [cli, ...args], env) : run('npm', args, env);
}

/** Every package that package.json names is there: a folder copied from elsewhere may be older than its stamp. */
function whole() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(racine, 'package.json'), 'utf8'));
  return Object.keys({ ...dependencies, ...devDependencies }).every((nom) =>
    existsSync(join(racine, 'node_modules', nom, 'package.json')),
  );
}

function installed() {
  if (!whole()) return false;
  if (existsSync(temoin)) return readFileSync(temoin, 'utf8') === empreinte();
  // An installation made by hand (`npm install`) leaves npm's own record, newer than the lock it came from.
  const trace = join(racine, 'node_modules', '.package-lock.json');
  if (!existsSync(trace) || statSync(trace).mtimeMs < statSync(verrou).mtimeMs) return false;
  writeFileSync(temoin, empreinte());
  return true;
}

function ensureDependencies() {
  if (installed()) return;
  console.log('Parvis: installing the dependencies (npm install)…');
  if (!npm(['install', '--no-fund', '--no-audit', '--loglevel=error']))
    fail('npm install failed: see its message above.');
  writeFileSync(temoin, empreinte());
}

const DEBIAN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

async function hasChromium() {
  if (DEBIAN.some((chemin) => existsSync(chemin))) return true;
  const { chromium } = await import(
    pathToFileURL(join(racine, 'node_modules', 'playwright', 'index.mjs')).href
  );
  return existsSync(chromium.executablePath());
}

async function ensureChromium() {
  if (await hasChromium()) return;
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    console.log('Parvis: installing Debian’s Chromium (apt-get)…');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], env);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], env);
  }
  if (await hasChromium()) return;
  console.log('Parvis: installing Playwright’s Chromium…');
  run(process.execPath, [join(racine, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
  if (!(await hasChromium()))
    fail('no Chromium: install one (Debian: apt-get install chromium) and run again.');
}

/** Debian package → a file of it. Playwright 1.64.1 drives Debian's Firefox; WebKitGTK needs a display. */
const MOTEURS = {
  'firefox-esr': '/usr/bin/firefox-esr',
  'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
  xvfb: '/usr/bin/Xvfb',
};

function ensureMoteurs() {
  const missing = () => Object.keys(MOTEURS).filter((paquet) => !existsSync(MOTEURS[paquet]));
  if (missing().length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log(`Parvis: installing ${missing().join(', ')} (apt-get)…`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], env);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing()], env);
  }
  // The suite of a missing engine fails by itself, and the others run.
  if (missing().length > 0)
    console.error(`Parvis: missing ${missing().join(', ')}: its engine cannot be tested.`);
}

const CLAMD = ['/usr/sbin/clamd', '/usr/bin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'];

/** For the tests of the scan, which bring their own one-line signature base: nothing of freshclam's is needed. */
function ensureAntivirus() {
  const present = () => CLAMD.some((chemin) => existsSync(chemin));
  if (present()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Parvis: installing clamav-daemon (apt-get)…');
    // RUNLEVEL=1: the package starts no service.
    const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    run('apt-get', ['update', '-qq'], env);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'clamav-daemon'], env);
  }
  // Without it these tests are skipped, and fail where CI=true.
  if (!present()) console.error('Parvis: missing clamd (clamav-daemon): the virus scan cannot be tested.');
}

function fail(phrase) {
  console.error(`Parvis: ${phrase}`);
  process.exit(1);
}

ensureDependencies();
const moteurs = process.argv.includes('--moteurs');
if (moteurs || process.argv.includes('--navigateur')) await ensureChromium();
if (moteurs) ensureMoteurs();
if (moteurs || process.argv.includes('--antivirus')) ensureAntivirus();
