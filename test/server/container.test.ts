import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import packageJson from '../../package.json';

// There is no container here to build: what the file says is done by hand, in a folder that has nothing else.
const text = readFileSync('server/Containerfile', 'utf8');
const words = (name: string): string[] => JSON.parse(new RegExp(`^${name} (\\[.+\\])`, 'm').exec(text)?.[1] ?? '[]');
const folder = mkdtempSync(path.join(tmpdir(), 'loupe-container-'));
let server: ChildProcess | null = null;
afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('holds all that the server needs: it starts from the files that are copied, and its health check knows', async () => {
  const app = path.join(folder, 'app');
  const copies = [...text.matchAll(/^COPY (.+) (\S+)$/gm)].map(([, from = '', to = '']) => ({ from: from.split(' '), to }));
  expect(copies.length).toBeGreaterThan(3);
  for (const { from, to } of copies)
    for (const each of from) cpSync(each, to === './' ? path.join(app, each) : path.join(app, to), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(app, 'node_modules'));

  const [command = '', ...entry] = words('ENTRYPOINT');
  expect(words('CMD').at(0)).toBe('start');
  const env = { ...process.env, SHOP_LOUPE_DATA: path.join(folder, 'data'), DATABASE_URL: '' };
  const child = spawn(command === 'node' ? process.execPath : command, [...entry, 'start', '--port', '0'], { cwd: app, env });
  server = child;
  const said = await new Promise<string>((resolve) => {
    child.stdout.on('data', (data) => resolve(String(data)));
    child.stderr.on('data', (data) => String(data).includes('Error') && resolve(String(data)));
  });
  expect(said).toMatch(/^READY \d+\n$/);
  const port = said.slice(6).trim();

  const check = /HEALTHCHECK[^[]+(\[[^\n]+\])/.exec(text)?.[1] ?? '[]';
  const [, ...script] = (JSON.parse(check) as string[]).map((word) => word.replace('4370', port));
  const health = () => new Promise((resolve) => spawn(process.execPath, script).once('close', resolve));
  expect(await health()).toBe(0);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  expect(await health()).toBe(1);
});

it('leaves no package out: what the server imports is no development dependency', () => {
  const files = ['server', 'lib/domain', 'lib/playbook'].flatMap((place) =>
    readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(place, name), 'utf8')),
  );
  const names = files.flatMap((file) => [...file.matchAll(/from '([^.@][^'/]*|@[^'/]+\/[^'/]+)/g)].map(([, name = '']) => name));
  const foreign = new Set(names.filter((name) => !name.startsWith('node:')));
  expect(foreign.size).toBeGreaterThan(8);
  expect([...foreign].filter((name) => !(name in packageJson.dependencies))).toEqual([]);
});

it('is nobody special, keeps its data apart, and pins what it stands on', () => {
  expect(text).toMatch(/^USER node$/m);
  expect(text).toMatch(/^VOLUME \/data$/m);
  expect(text.indexOf('USER node')).toBeLessThan(text.indexOf('ENTRYPOINT'));
  expect(text).toMatch(/^FROM node:24-/m);
  expect(text).toContain('npm ci');
});
