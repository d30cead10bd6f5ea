/** Seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Timed {
  labels: string;
  counts: number[];
  sum: number;
}

/** Counts of this process since it started, by the route's pattern: no address, member or organisation among them. */
export class Measures {
  private readonly routes = new Map<string, Timed>();
  private readonly events = { pushed: 0, accepted: 0, rejected: 0, pulled: 0 };
  private readonly startedAt = Date.now();

  count(request: { method: string; route: string; status: number }, ms: number, events: Partial<Measures['events']> = {}): void {
    const labels = `method="${request.method}",route="${request.route}",status="${request.status}"`;
    const timed = this.routes.get(labels) ?? { labels, counts: buckets.map(() => 0).concat(0), sum: 0 };
    const bucket = buckets.findIndex((limit) => ms / 1000 <= limit);
    const at = bucket === -1 ? buckets.length : bucket;
    timed.counts[at] = (timed.counts[at] ?? 0) + 1;
    timed.sum += ms / 1000;
    this.routes.set(labels, timed);
    for (const kind of ['pushed', 'accepted', 'rejected', 'pulled'] as const) this.events[kind] += events[kind] ?? 0;
  }

  /** Prometheus' text format, 0.0.4. */
  text(): string {
    const { user, system } = process.cpuUsage();
    return [
      ...metric('loupe_request_seconds', 'histogram', 'Requests by route and how long they took', [...this.routes.values()].flatMap(lines)),
      ...metric(
        'loupe_events_total',
        'counter',
        'Entries of the log that came and went',
        Object.entries(this.events).map(([kind, value]) => `loupe_events_total{kind="${kind}"} ${value}`),
      ),
      ...metric('process_cpu_seconds_total', 'counter', 'Processor time', [`process_cpu_seconds_total ${(user + system) / 1e6}`]),
      ...metric('process_resident_memory_bytes', 'gauge', 'Memory', [`process_resident_memory_bytes ${process.memoryUsage.rss()}`]),
      ...metric('process_start_time_seconds', 'gauge', 'When it started', [`process_start_time_seconds ${this.startedAt / 1000}`]),
      '',
    ].join('\n');
  }
}

function metric(name: string, type: string, help: string, values: string[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values];
}

function lines({ labels, counts, sum }: Timed): string[] {
  let below = 0;
  const rows = [...buckets.map(String), '+Inf'].map((limit, index) => {
    below += counts[index] ?? 0;
    return `loupe_request_seconds_bucket{${labels},le="${limit}"} ${below}`;
  });
  return [...rows, `loupe_request_seconds_sum{${labels}} ${sum}`, `loupe_request_seconds_count{${labels}} ${below}`];
}
