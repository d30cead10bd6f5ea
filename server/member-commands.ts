import type { Command } from 'commander';
import { z } from 'zod';
import { Invitation, type NewCode } from '../lib/domain/team.ts';
import { addressOf, findOrganisation } from './accounts.ts';
import type { Database } from './database.ts';
import { changeMember, invite, type Manager, type Refused, resetPassword, revokeDevice } from './members.ts';
import { readPlaybook } from './playbook.ts';
import { withDatabase } from './with-database.ts';

const sentences: Record<Refused['why'], string> = {
  unknown: 'There is nothing of this name. See: list',
  taken: 'This address is a member already. See: list',
  'not-allowed': `There is no such role. Roles: ${readPlaybook().roles.join(', ')}.`,
};

/** What an administrator does in the extension, for whoever looks after the server. The audit log has it without a name. */
export function addMemberCommands(program: Command): void {
  const say = (done: { ok: true; code?: NewCode } | Refused, line: string): void => {
    if (!done.ok) program.error(sentences[done.why]);
    else console.log(done.code ? `${line}\tcode: ${done.code.code}\tuntil ${done.code.expiresAt}` : line);
  };
  const onMember = (email: string, work: (db: Database, by: Manager, id: string) => Promise<{ ok: true; code?: NewCode } | Refused>) =>
    withDatabase(program, async (db) => {
      const member = await db.selectFrom('members').select(['org', 'id']).where('email', '=', addressOf(email)).executeTakeFirst();
      say(member ? await work(db, keeperOf(member.org), member.id) : { ok: false, why: 'unknown' }, `member\t${member?.id}\t${email}`);
    });

  program
    .command('invite <organisation>')
    .description('a member of an organisation (its id or name); prints the one-time code that sets the password')
    .requiredOption('--email <address>', 'address to sign in with')
    .requiredOption('--name <name>', 'name that colleagues see')
    .requiredOption('--role <role>', 'a role of playbook/roles.json')
    .option('--shops <ids>', 'limit to these shops, by commas')
    .action((name: string, options: { email: string; name: string; role: string; shops?: string }) =>
      withDatabase(program, async (db) => {
        const org = await findOrganisation(db, name);
        if (!org) return program.error(`There is no organisation "${name}". See: list`);
        const { email, role } = options;
        const asked = Invitation.safeParse({ email, name: options.name, role, shops: shopsOf(options.shops ?? 'all') });
        if (!asked.success) return program.error(z.prettifyError(asked.error));
        const made = await invite(db, keeperOf(org.id), asked.data, new Date());
        return say(made, `member\t${made.ok ? made.code.member : ''}\t${email}\t${role}`);
      }),
    );

  program
    .command('reset <email>')
    .description('a one-time code with which a member sets a new password')
    .action((email: string) => onMember(email, (db, by, id) => resetPassword(db, by, id, new Date())));

  program
    .command('change <email>')
    .description("a member's role, shops, or whether it may sign in; holds at once")
    .option('--role <role>', 'a role of playbook/roles.json')
    .option('--shops <ids>', 'limit to these shops, by commas; "all" lifts the limit')
    .option('--disable', 'signed out everywhere, and not in again')
    .option('--enable', 'may sign in again')
    .action((email: string, options: { role?: string; shops?: string; disable?: true; enable?: true }) => {
      const { role, shops, disable, enable } = options;
      const change = {
        ...(role !== undefined && { role }),
        ...(shops !== undefined && { shops: shopsOf(shops) }),
        ...((disable || enable) && { disabled: disable === true }),
      };
      if (Object.keys(change).length === 0) return program.error('Nothing to change. See: change --help');
      return onMember(email, (db, by, id) => changeMember(db, by, id, change, new Date()));
    });

  program
    .command('revoke <organisation> <device>')
    .description('signs a device out')
    .action((name: string, device: string) =>
      withDatabase(program, async (db) => {
        const org = await findOrganisation(db, name);
        say(org ? await revokeDevice(db, keeperOf(org.id), device, new Date()) : { ok: false, why: 'unknown' }, `device\t${device}`);
      }),
    );
}

const shopsOf = (text: string): string[] | null => (text === 'all' ? null : text.split(',').filter((shop) => shop !== ''));

/** Whoever has the machine may do all. */
const keeperOf = (org: string): Manager => ({ org, member: null, device: null, manages: readPlaybook().roles });
