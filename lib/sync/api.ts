import { Problem, SignedIn, type SignIn } from '../domain/sync.ts';
import { call, type Fetch, secondsOf } from './call.ts';

export type SignInOutcome =
  | { kind: 'signed-in'; signedIn: SignedIn }
  | { kind: 'wrong-password' }
  /** The device id belongs to another member: take a new one (a new chain) and try again. */
  | { kind: 'other-device' }
  | { kind: 'slow-down'; seconds: number }
  | { kind: 'offline' }
  | { kind: 'blocked-by-browser' }
  /** Something answered, but not as our API does: wrong address, or a fault there. */
  | { kind: 'server-problem'; status: number };

/** Tells a browser's refusal (Local Network Access) from a server that is away; `fetch` shows the same for both. */
export type Blocked = () => Promise<boolean>;

/** Signs in at an address that `apiUrl` accepted. Never throws. */
export async function signIn(url: string, asked: SignIn, fetch: Fetch, now: Date, blocked?: Blocked): Promise<SignInOutcome> {
  const called = await call(fetch, `${url}/v1/sign-in`, { method: 'POST', body: asked });
  if (called.kind === 'unreachable') return { kind: (await blocked?.()) ? 'blocked-by-browser' : 'offline' };
  const signedIn = SignedIn.safeParse(called.json);
  if (called.status === 200 && signedIn.success) return { kind: 'signed-in', signedIn: signedIn.data };
  const code = Problem.safeParse(called.json).data?.code;
  if (code === 'wrong-password') return { kind: 'wrong-password' };
  if (code === 'not-allowed') return { kind: 'other-device' };
  if (code === 'slow-down') return { kind: 'slow-down', seconds: secondsOf(called.retryAfter, now) ?? 30 };
  return { kind: 'server-problem', status: called.status };
}

export type PasswordOutcome = 'set' | 'wrong-code' | 'too-short' | 'offline' | 'server-problem';

/** Sets a password with the code of an invitation or a reset, which is used up by it. Never throws. */
export async function setPassword(url: string, code: string, password: string, fetch: Fetch): Promise<PasswordOutcome> {
  const called = await call(fetch, `${url}/v1/set-password`, { method: 'POST', body: { code, password } });
  if (called.kind === 'unreachable') return 'offline';
  if (called.status === 204) return 'set';
  const problem = Problem.safeParse(called.json).data?.code;
  if (problem === 'wrong-password') return 'wrong-code';
  return problem === 'bad-request' ? 'too-short' : 'server-problem';
}

/** Ends the token on the server. False when it could not be told: the token then ends by itself. */
export async function signOut(url: string, token: string, fetch: Fetch): Promise<boolean> {
  const called = await call(fetch, `${url}/v1/sign-out`, { method: 'POST', token });
  return called.kind === 'answer' && (called.status === 204 || called.status === 401);
}
