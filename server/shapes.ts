import { z } from '@hono/zod-openapi';
import { NumberedEvent } from '../lib/domain/event.ts';
import { SegmentsAnswer, StateAnswer } from '../lib/domain/history.ts';
import { Problem, SignedIn, SignIn, SyncAnswer, SyncRequest } from '../lib/domain/sync.ts';
import { AuditEntry, AuditPage, Devices, Invitation, MemberChange, Members, NewCode, SetPassword } from '../lib/domain/team.ts';

/** The contract's shapes as the OpenAPI document names them. A body's free JSON is written as any object: its schema is endless. */
const Event = NumberedEvent.extend({ body: z.record(z.string(), z.unknown()).nullable() }).meta({ id: 'NumberedEvent' });

export const shapes = {
  SyncRequest: SyncRequest.meta({ id: 'SyncRequest' }),
  SyncAnswer: SyncAnswer.extend({ events: z.array(Event) }).meta({ id: 'SyncAnswer' }),
  StateAnswer: StateAnswer.meta({ id: 'StateAnswer' }),
  SegmentsAnswer: SegmentsAnswer.meta({ id: 'SegmentsAnswer' }),
  SignIn: SignIn.meta({ id: 'SignIn' }),
  SignedIn: SignedIn.meta({ id: 'SignedIn' }),
  Members: Members.meta({ id: 'Members' }),
  Invitation: Invitation.meta({ id: 'Invitation' }),
  NewCode: NewCode.meta({ id: 'NewCode' }),
  MemberChange: MemberChange.meta({ id: 'MemberChange' }),
  SetPassword: SetPassword.meta({ id: 'SetPassword' }),
  Devices: Devices.meta({ id: 'Devices' }),
  AuditPage: AuditPage.extend({ entries: z.array(AuditEntry.extend({ detail: z.record(z.string(), z.unknown()).nullable() })) }).meta({
    id: 'AuditPage',
  }),
  Problem: Problem.meta({ id: 'Problem' }),
  Me: SignedIn.omit({ token: true }).extend({ device: z.string() }).meta({ id: 'Me' }),
  Health: z.strictObject({ ok: z.literal(true) }).meta({ id: 'Health' }),
};

const json = <S extends z.ZodType>(schema: S, description: string) => ({ description, content: { 'application/json': { schema } } });

export const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });
export const ok = <S extends z.ZodType>(schema: S, description: string) => ({ 200: json(schema, description) });
/** For `/…/{id}`. */
export const byId = { params: z.strictObject({ id: z.string().min(1).max(200) }) };
/** Every refusal has one shape. */
export const refusals = {
  400: json(shapes.Problem, 'The request is not in the form described here'),
  401: json(shapes.Problem, 'Wrong address or password, or the token has ended'),
  404: json(shapes.Problem, 'There is no such thing for this caller'),
  403: json(shapes.Problem, 'Not for this caller'),
  413: json(shapes.Problem, 'More than 4 MB, as sent or unpacked'),
  426: json(shapes.Problem, 'The extension is too old for this server'),
  429: json(shapes.Problem, 'Too many tries; Retry-After says how many seconds to wait'),
  500: json(shapes.Problem, 'A fault of the server: send the same again'),
};
