// Completes package-lock.json: not every registry serves the binary packages of every platform, and npm then leaves them
// out of the lock it writes, which `npm ci` refuses. Run it after every change of dependencies; a second run changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './run-tasks.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

const wordIn = (name, words) => words.find((word) => name.split(/[^a-z0-9]+/).includes(word));

/** Where npm looks for what `from` asks for: in its own node_modules, and in those of every folder above. */
const homes = (from) => {
  const parts = from.split('/node_modules/');
  return [...parts.map((_, index) => `${parts.slice(0, index + 1).join('/node_modules/')}/`), ''];
};

const isHeld = (packages, from, name) => homes(from).some((home) => packages[`${home}node_modules/${name}`] !== undefined);

/** The optional packages that the lock asks for and does not hold: { name, version, by }. */
export const missingIn = ({ packages }) =>
  Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isHeld(packages, from, name))
      .map(([name, version]) => ({ name, version, by: from })),
  );

/** An entry without integrity: what nobody here can fetch nobody here can vouch for, and no other platform will install it. */
const entryFor = ({ name, version }) => {
  const system = wordIn(name, systems);
  const processor = wordIn(name, processors);
  const library = libraries[wordIn(name, Object.keys(libraries))];
  return { version, ...(processor && { cpu: [processor] }), ...(library && { libc: [library] }), optional: true, ...(system && { os: [system] }) };
};

/** The lock with what is missing, in npm's own order of names, and what that was. */
export const complete = (lock) => {
  const missing = missingIn(lock);
  const added = missing.map((one) => [`node_modules/${one.name}`, entryFor(one)]);
  const [own, ...others] = Object.entries(lock.packages);
  const sorted = [...others, ...added].sort(([one], [other]) => one.localeCompare(other, 'en'));
  return { lock: missing.length === 0 ? lock : { ...lock, packages: Object.fromEntries([own, ...sorted]) }, missing };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(root, 'package-lock.json');
  const { lock, missing } = complete(JSON.parse(readFileSync(file, 'utf8')));
  if (missing.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  for (const { name, version } of missing) process.stdout.write(`added ${name} ${version}\n`);
}
