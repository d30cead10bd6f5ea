import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import { shortestPassword } from '../lib/domain/team.ts';
import { addMember, createOrganisation, findOrganisation } from './accounts.ts';
import type { Database } from './database.ts';
import { readPlaybook } from './playbook.ts';
import { withDatabase } from './with-database.ts';

interface NewMember {
  email: string;
  name: string;
  role: string;
  password?: string;
}

/** Commands for whoever looks after the server. They work beside a serving process. */
export function addCommands(program: Command): void {
  const add = async (db: Database, org: string, member: NewMember): Promise<void> => {
    const made = await addTo(db, org, member);
    if (!made.ok) program.error(made.message);
    else console.log(made.line);
  };

  program
    .command('create <organisation>')
    .description('a new organisation and its first member')
    .requiredOption('--admin-email <address>', 'address the first member signs in with')
    .requiredOption('--admin-name <name>', 'name of the first member')
    .option('--admin-role <role>', 'role of the first member', 'admin')
    .option('--password <password>', `at least ${shortestPassword} characters`)
    .action((name: string, options: { adminEmail: string; adminName: string; adminRole: string; password?: string }) =>
      withDatabase(program, async (db) => {
        const member = {
          email: options.adminEmail,
          name: options.adminName,
          role: options.adminRole,
          ...(options.password && { password: options.password }),
        };
        const refused = refusal(member) ?? (await takenBy(db, member.email));
        if (refused) return program.error(refused);
        if (await findOrganisation(db, name))
          return program.error(`There is an organisation "${name}" already. Choose another name, or use add-member.`);
        const org = await createOrganisation(db, name, new Date());
        console.log(`organisation\t${org}\t${name}`);
        return add(db, org, member);
      }),
    );

  program
    .command('add-member <organisation>')
    .description('a member of an organisation (its id or name), with a password')
    .requiredOption('--email <address>', 'address to sign in with')
    .requiredOption('--name <name>', 'name that colleagues see')
    .requiredOption('--role <role>', 'a role of playbook/roles.json')
    .option('--password <password>', `at least ${shortestPassword} characters`)
    .action((name: string, options: NewMember) =>
      withDatabase(program, async (db) => {
        const org = await findOrganisation(db, name);
        if (!org) return program.error(`There is no organisation "${name}". See: list`);
        return add(db, org.id, options);
      }),
    );

  program
    .command('list')
    .description('organisations and their members')
    .action(() =>
      withDatabase(program, async (db) => {
        for (const org of await db.selectFrom('organisations').select(['id', 'name', 'seq']).orderBy('name').execute()) {
          console.log(`organisation\t${org.id}\t${org.name}\t${org.seq} events`);
          const members = await db.selectFrom('members').selectAll().where('org', '=', org.id).orderBy('email').execute();
          for (const { id, email, name, role, disabled } of members)
            console.log(`member\t${id}\t${email}\t${name}\t${role}${disabled ? '\tdisabled' : ''}`);
        }
      }),
    );
}

async function addTo(db: Database, org: string, member: NewMember): Promise<{ ok: true; line: string } | { ok: false; message: string }> {
  const refused = refusal(member) ?? (await takenBy(db, member.email));
  if (refused) return { ok: false, message: refused };
  const given = member.password ?? process.env.SHOP_LOUPE_PASSWORD;
  const password = given ?? randomBytes(12).toString('base64url');
  const { email, name, role } = member;
  const id = await addMember(db, org, { email, name, role, password }, new Date());
  return { ok: true, line: `member\t${id}\t${email}\t${role}${given === undefined ? `\tpassword: ${password}` : ''}` };
}

function refusal({ email, name, role, password = process.env.SHOP_LOUPE_PASSWORD }: NewMember): string | null {
  const { roles } = readPlaybook();
  if (!z.email().safeParse(email).success) return `"${email}" is no e-mail address.`;
  if (name.trim() === '') return 'A member needs a name.';
  if (!roles.includes(role)) return `There is no role "${role}". Roles: ${roles.join(', ')}.`;
  if (password !== undefined && (password.length < shortestPassword || password.length > 200))
    return `A password has ${shortestPassword} to 200 characters.`;
  return null;
}

async function takenBy(db: Database, email: string): Promise<string | null> {
  const row = await db.selectFrom('members').select('id').where('email', '=', email.trim().toLowerCase()).executeTakeFirst();
  return row ? `${email} is a member already.` : null;
}
