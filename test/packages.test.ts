import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import wanted from '../package.json';

interface Locked {
  integrity?: string;
  link?: boolean;
  inBundle?: boolean;
  resolved?: string;
  hasInstallScript?: boolean;
}
const lock = Object.entries((JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }).packages);
const installed = lock.filter(([path, { link }]) => path !== '' && !link);

it('every package is pinned to one version', () => {
  const versions = Object.entries({ ...wanted.dependencies, ...wanted.devDependencies, ...wanted.optionalDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

it('every package is checked by its hash, and comes from no address of somebody’s machine', () => {
  expect(installed.length).toBeGreaterThan(500);
  expect(installed.filter(([, { integrity, inBundle }]) => !integrity && !inBundle).map(([path]) => path)).toEqual([]);
  expect(
    installed.filter(([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/')).map(([path]) => path),
  ).toEqual([]);
});

it('no package brings an install script that was not looked at: one more is one more program that runs here', () => {
  // All three come with Vendure, the shop of our tests; nothing that ships needs them.
  const names = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.split('node_modules/').at(-1));
  expect([...new Set(names)].sort()).toEqual(['@apollo/protobufjs', 'bcrypt', 'sharp']);
});
