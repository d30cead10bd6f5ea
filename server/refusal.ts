import type { Context } from 'hono';
import type { Refused } from './members.ts';
import { problem } from './problem.ts';

/** Why something was not done to a member, as an answer. */
export function refusal(c: Context, why: Refused['why']) {
  if (why === 'unknown') return problem(c, 'not-found', 'There is no such member or device in your organisation. Load the list again.');
  if (why === 'taken') return problem(c, 'bad-request', 'This e-mail address signs in here already. Use another one.');
  return problem(c, 'not-allowed', 'This member or role is not yours to manage. Ask an administrator.');
}
