import pino from 'pino';

/** The only fields a log line may have. No address, name, token, body or text of a person among them. */
export interface Line {
  method?: string;
  /** The route's pattern, never the address that was asked for. */
  route?: string;
  status?: number;
  ms?: number;
  org?: string;
  member?: string;
  device?: string;
  pushed?: number;
  accepted?: number;
  rejected?: number;
  pulled?: number;
  port?: number;
  error?: string;
  /** Where in the code, without the error's message: a database quotes the values it refused. */
  trace?: string[];
}
const fields = [
  'method',
  'route',
  'status',
  'ms',
  'org',
  'member',
  'device',
  'pushed',
  'accepted',
  'rejected',
  'pulled',
  'port',
  'error',
  'trace',
] as const;

export interface Log {
  info(what: string, line?: Line): void;
  error(what: string, line?: Line): void;
}

/** JSON lines on standard error; standard output is for what a person or script asked for. */
export function jsonLog(): Log {
  const out = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
  return { info: (what, line = {}) => out.info(allowed(line), what), error: (what, line = {}) => out.error(allowed(line), what) };
}

/** Copies the allowed fields one by one, so that an object passed whole brings nothing along. */
export function allowed(line: Line): Line {
  const kept: Record<string, unknown> = {};
  for (const field of fields) if (line[field] !== undefined) kept[field] = line[field];
  return kept;
}

/** What may be said of an unexpected error: its kind and code, and where. */
export function errorLine(error: unknown): Line {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const trace = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: `${error.name}${code}`, trace: trace.slice(0, 8).map((line) => line.trim()) };
}
