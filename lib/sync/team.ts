import { Problem } from '../domain/sync.ts';
import { type Device, Devices, type Invitation, type Member, Members, NewCode, type TeamAnswer, teamProblems } from '../domain/team.ts';
import { call, type Fetch } from './call.ts';

type Request = Omit<Parameters<typeof call>[2], 'token'>;

/** What a signed-in member may see and do about members and devices; the server decides. Nothing here throws. */
export function teamAt({ url, token }: { url: string; token: string }, fetch: Fetch) {
  /** `read` takes what the answer should be, and undefined for anything else. */
  const ask = async <T>(path: string, request: Request, read: (json: unknown, status: number) => T | undefined): Promise<TeamAnswer<T>> => {
    const called = await call(fetch, `${url}/v1/${path}`, { ...request, token });
    if (called.kind === 'unreachable') return { ok: false, code: 'offline' };
    const value = called.status < 300 ? read(called.json, called.status) : undefined;
    if (value !== undefined) return { ok: true, value };
    const problem = Problem.safeParse(called.json).data;
    const code = teamProblems.find((each) => each === problem?.code) ?? 'not-ours';
    return { ok: false, code, ...(code === 'bad-request' && problem && { message: problem.message }) };
  };
  const get = { method: 'GET' } as const;
  const devices = (path: string): Promise<TeamAnswer<Device[]>> => ask(path, get, (json) => Devices.safeParse(json).data?.devices);
  const code = (path: string, body?: Invitation): Promise<TeamAnswer<NewCode>> =>
    ask(path, { method: 'POST', ...(body && { body }) }, (json) => NewCode.safeParse(json).data);
  return {
    members: (): Promise<TeamAnswer<Member[]>> => ask('members', get, (json) => Members.safeParse(json).data?.members),
    invite: (asked: Invitation) => code('members', asked),
    reset: (member: string) => code(`members/${encodeURIComponent(member)}/reset`),
    ownDevices: () => devices('devices'),
    devicesOf: (member: string) => devices(`members/${encodeURIComponent(member)}/devices`),
    revoke: (device: string): Promise<TeamAnswer<true>> =>
      ask(`devices/${encodeURIComponent(device)}/revoke`, { method: 'POST' }, (_, status) => (status === 204 ? true : undefined)),
  };
}
export type Team = ReturnType<typeof teamAt>;
