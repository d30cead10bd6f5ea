import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/setup/process.ts';
import { seedMails } from './seed-mails.ts';
import { seedVendure } from './seed-vendure.ts';
import { type Site, startApi, startMailDev, startVendure } from './start.ts';

/** What runs beside the browser: a shop, an inbox and our API. */
export interface World {
  shop: Site;
  inbox: Site;
  smtp: number;
  api: Site;
  /** Folder of the API's database. */
  apiData: string;
}

export interface Ports {
  shop: number;
  inbox: number;
  smtp: number;
  api: number;
}
export const wishedPorts: Ports = { shop: 4390, inbox: 4380, smtp: 4325, api: 4370 };

/** The password of every sample member. They are for this machine only. */
export const password = 'loupe-on-this-machine';

export interface Member {
  email: string;
  name: string;
  role: string;
}
export interface Team {
  organisation: string;
  supervisor: Member;
  specialist: Member;
  colleague: Member;
}

/** A team of the sample; `tag` makes it another organisation. */
export function teamOf(tag = ''): Team {
  const at = `team${tag}.example`;
  return {
    organisation: `Shop Loupe 店镜 demo ${tag}`.trim(),
    supervisor: { email: `lan.zhou@${at}`, name: '周岚 Lan Zhou', role: 'supervisor' },
    specialist: { email: `xiaoman.lin@${at}`, name: '林小满 Xiaoman Lin', role: 'specialist' },
    colleague: { email: `jun.he@${at}`, name: '何骏 Jun He', role: 'specialist' },
  };
}

const root = join(import.meta.dirname, '..', '..');

// The sample keeps to SQLite, whatever database the caller's own server uses.
const embedded = { DATABASE_URL: '' };

async function apiCommand(data: string, args: string[]): Promise<string> {
  const ran = await run(process.execPath, [join(root, 'server', 'main.ts'), ...args, '--data', data], {
    cwd: root,
    within: 60_000,
    env: embedded,
  });
  if (ran.code !== 0) throw new Error(`server ${args[0]} ended with ${ran.code}.\n${ran.output}`);
  return ran.output;
}

/** Makes a team's organisation and its members; the server may be serving meanwhile. */
export async function makeTeam(data: string, { organisation, supervisor, specialist, colleague }: Team): Promise<void> {
  const { email, name, role } = supervisor;
  await apiCommand(data, [
    'create',
    organisation,
    '--admin-email',
    email,
    '--admin-name',
    name,
    '--admin-role',
    role,
    '--password',
    password,
  ]);
  for (const member of [specialist, colleague]) {
    await apiCommand(data, [
      'add-member',
      organisation,
      '--email',
      member.email,
      '--name',
      member.name,
      '--role',
      member.role,
      '--password',
      password,
    ]);
  }
}

/** Makes the sample team in an empty database. */
export async function seedApi(data: string): Promise<string> {
  const complete = join(data, 'seeded');
  if (existsSync(complete)) return 'kept';
  rmSync(data, { recursive: true, force: true }); // a seeding that was cut short
  mkdirSync(data, { recursive: true });
  await makeTeam(data, teamOf());
  writeFileSync(complete, '');
  return '3 members';
}

export interface WorldOptions {
  ports: Ports;
  /** Folder of all data. */
  folder: string;
  /** Shop and inbox keep their data there too; otherwise they are new each time. */
  keep: boolean;
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** Starts and fills all three. */
export async function startWorld({ ports, folder, keep, step }: WorldOptions): Promise<World> {
  const logs = join(folder, 'logs');
  const at = (name: string) => (keep ? join(folder, name) : undefined);
  const apiData = join(folder, 'api');
  await step('The API and its members', () => seedApi(apiData));
  const api = await startApi({ port: ports.api, data: apiData, logs });
  const shop = await step('A Vendure shop', () => startVendure({ port: ports.shop, data: at('shop'), logs }));
  await step('Promotions and orders in the shop', () => seedVendure(shop.origin));
  const mails = at('mails');
  if (mails) mkdirSync(mails, { recursive: true });
  const inbox = await step('A MailDev inbox', () => startMailDev({ port: ports.inbox, smtp: ports.smtp, data: mails, logs }));
  await step("Customers' mails", () => seedMails(inbox.origin, ports.smtp));
  return { shop, inbox, smtp: ports.smtp, api, apiData };
}
