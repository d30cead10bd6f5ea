import { describe, expect, it } from 'vitest';
import { checks } from '@/lib/checks/judge';
import { Flow } from '@/lib/domain/case';
import { Roles } from '@/lib/domain/member';
import { clauses, flows } from '@/lib/playbook/load';
import roles from '@/playbook/roles.json';
import { readPlaybook } from '@/server/playbook';

const files = Object.entries(import.meta.glob<unknown>('../../playbook/flows/*.json', { eager: true, import: 'default' }));
const roleIds = Roles.parse(roles).map(({ id }) => id);

describe('clauses', () => {
  it('have an id once each, in the order of the rules, and a role of ours', () => {
    const ids = [...clauses.keys()];
    const inOrder = ids.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    expect(ids).toEqual(inOrder);
    expect(ids).toHaveLength(73);
    for (const { id, role } of clauses.values()) {
      expect(id).toMatch(/^[1-6](\.\d+){1,2}$/);
      expect(['all', ...roleIds]).toContain(role);
    }
  });

  it('are one short sentence in each language', () => {
    for (const { id, sentence } of clauses.values()) {
      const { 'zh-CN': hans, 'zh-TW': hant, en } = sentence;
      expect(hans, id).toMatch(/^[\p{Script=Han}，、：；。]+。$/u);
      expect(hant, id).toMatch(/^[\p{Script=Han}，、：；。]+。$/u);
      expect(en, id).toMatch(/^[A-Z][^。]*\.$/);
      expect([...hans].length, id).toBeLessThanOrEqual(40);
      expect(en.length, id).toBeLessThanOrEqual(120);
    }
  });

  it('are written in the signs of their own script', () => {
    // Pairs of one sign: the simplified and the traditional form.
    const pairs =
      '员員运運营營规規则則页頁记記发發现現问問处處数數据據调調订訂单單货貨协協备備际際设設计計结結优優总總时時类類产產库庫应應关關动動务務报報员員师師让讓负負责責';
    const simplified = new RegExp(`[${[...pairs].filter((_sign, index) => index % 2 === 0).join('')}]`, 'u');
    const traditional = new RegExp(`[${[...pairs].filter((_sign, index) => index % 2 === 1).join('')}]`, 'u');
    for (const { id, sentence } of clauses.values()) {
      expect(sentence['zh-CN'], id).not.toMatch(traditional);
      expect(sentence['zh-TW'], id).not.toMatch(simplified);
    }
  });
});

describe.each(files)('%s', (path, file) => {
  const flow = Flow.parse(file);

  it('is named like its file and comes from a clause that exists', () => {
    expect(path.endsWith(`/${flow.id}.json`)).toBe(true);
    expect([...clauses.keys()]).toContain(flow.clause);
  });

  it('names roles, states and checks that exist', () => {
    expect(roleIds).toContain(flow.owner);
    expect(flow.states).toEqual(expect.arrayContaining(flow.open));
    for (const { from, to, by } of flow.moves) {
      expect(flow.states).toEqual(expect.arrayContaining([...from, to]));
      expect(roleIds).toEqual(expect.arrayContaining(by));
    }
    if (flow.opensOn.kind === 'verdict') expect([...checks.keys()]).toEqual(expect.arrayContaining(flow.opensOn.checks));
  });

  it('begins open, its owner can bring it to an end, and no state is a trap', () => {
    expect(flow.open).toContain(flow.states[0]);
    const reached = new Set([flow.states[0]]);
    for (let grown = 0; grown < reached.size; ) {
      grown = reached.size;
      for (const { from, to } of flow.moves) if (from.some((state) => reached.has(state))) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...flow.states].sort());
    for (const state of flow.open) expect(flow.moves.some(({ from, by }) => from.includes(state) && by.includes(flow.owner))).toBe(true);
  });

  it('has one move for a verb in a state', () => {
    const pairs = flow.moves.flatMap(({ verb, from }) => from.map((state) => `${verb} ${state}`));
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});

describe('all flows', () => {
  it('give every check to one flow at most: one flaw is one task', () => {
    const taken = [...flows.values()].flatMap(({ opensOn }) => (opensOn.kind === 'verdict' ? opensOn.checks : []));
    expect(new Set(taken).size).toBe(taken.length);
  });

  it('give every check a flow: no flaw is shown that nobody owns', () => {
    const taken = [...flows.values()].flatMap(({ opensOn }) => (opensOn.kind === 'verdict' ? opensOn.checks : []));
    expect(taken.sort()).toEqual([...checks.keys()].sort());
  });

  it('are the same to the server', () => {
    const onServer = readPlaybook();
    expect([...onServer.flows]).toEqual(expect.arrayContaining([...flows]));
    expect(onServer.flows.size).toBe(flows.size);
    expect(onServer.roles).toEqual(roleIds);
  });
});

it.each([
  ['a misspelt key', { withinHour: 4 }],
  ['no moves', { moves: [] }],
  ['one state only', { states: ['open'] }],
  ['an evidence that there is not', { moves: [{ verb: 'settle', from: ['open'], to: 'done', by: ['specialist'], evidence: 'rumour' }] }],
])('a flow file with %s is refused', (_what, change) => {
  const [, good] = files[0] ?? [];
  expect(Flow.safeParse(good).success).toBe(true);
  expect(Flow.safeParse({ ...(good as object), ...change }).success).toBe(false);
});
