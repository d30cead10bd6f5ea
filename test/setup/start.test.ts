import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build, chromiumBuild, isBuilt } from '../../scripts/setup/build.ts';
import { freePort, freePorts, rememberedPorts } from '../../scripts/setup/ports.ts';
import { run, startProcess } from '../../scripts/setup/process.ts';
import { takeState } from '../../scripts/start/only-one.ts';
import { readOptions } from '../../scripts/start/options.ts';
import { countOf } from '../../scripts/test/count.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-loupe-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('ports', () => {
  it('are never one that somebody uses, and never the same twice', async () => {
    const first = await freePort(47_100);
    const server = createServer().listen(first, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const ports = await freePorts({ a: first, b: first });
    expect(new Set([first, ports.a, ports.b]).size).toBe(3);
    server.close();
  });

  it('stay what they were in the last run', async () => {
    const file = join(folder, 'ports.json');
    const first = await rememberedPorts(file, { a: 47_300 });
    expect(await rememberedPorts(file, { a: 47_400 })).toEqual(first);
  });

  it('are chosen anew when the memory is broken', async () => {
    const file = join(folder, 'ports.json');
    writeFileSync(file, '{"a":');
    expect((await rememberedPorts(file, { a: 47_500 })).a).toBeGreaterThanOrEqual(47_500);
  });
});

describe('processes', () => {
  const script = (code: string) => ({
    name: 'child',
    command: process.execPath,
    args: ['-e', code],
    cwd: folder,
    log: join(folder, 'log'),
  });

  it('end with everything that they started', async () => {
    const grandchild =
      "const c = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); console.log('PID', c.pid); console.log('READY')";
    const child = await startProcess({ ...script(grandchild), ready: /READY/, within: 10_000 });
    expect(isAlive(child.pid)).toBe(true);
    await child.stop();
    expect(isAlive(child.pid)).toBe(false);
  });

  it('that end before they serve say how, with their last lines', async () => {
    const starting = startProcess({ ...script("console.error('no room at the inn'); process.exit(3)"), ready: /READY/, within: 10_000 });
    await expect(starting).rejects.toThrow(/child ended with 3[\s\S]*no room at the inn/);
  });

  it('that never serve are ended', async () => {
    const starting = startProcess({ ...script('setInterval(() => {}, 1000)'), ready: /READY/, within: 300 });
    await expect(starting).rejects.toThrow('did not serve within 0.3 s');
  });

  it('are bounded in time', async () => {
    const ran = await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { within: 300 });
    expect(ran.code).toBe(124);
  });

  it('that cannot be found are an answer, not a crash', async () => {
    expect((await run('/no/such/program', [], { within: 1000 })).code).toBe(127);
  });
});

describe('the build', () => {
  const at = (path: string, seconds: number) => {
    writeFileSync(join(folder, path), '{}');
    for (const changed of [path, 'lib/deep', 'lib']) utimesSync(join(folder, changed), seconds, seconds);
  };
  beforeEach(() => {
    mkdirSync(join(folder, 'lib', 'deep'), { recursive: true });
    mkdirSync(chromiumBuild(folder), { recursive: true });
  });

  it('holds until a source is newer', async () => {
    at('.output/chrome-mv3/manifest.json', 2000);
    at('lib/deep/a.ts', 1000);
    expect(isBuilt(folder, chromiumBuild(folder))).toBe(true);
    expect(await build(folder, 'chrome')).toBe('up to date');
    at('lib/deep/a.ts', 3000);
    expect(isBuilt(folder, chromiumBuild(folder))).toBe(false);
  });
});

describe('npm start', () => {
  it('knows its options and says so of others', () => {
    expect(readOptions(['--once', '--fresh'])).toMatchObject({ once: true, fresh: true });
    expect(readOptions(['--wipe'])).toContain('--wipe is not an option');
  });

  it('lets nobody else use its state, and takes over from one that died', () => {
    const free = takeState(folder);
    expect(typeof free).toBe('function');
    writeFileSync(join(folder, 'running'), String(process.ppid));
    expect(takeState(folder)).toBe(process.ppid);
    writeFileSync(join(folder, 'running'), '999999999');
    expect(typeof takeState(folder)).toBe('function');
  });
});

describe('the closing count', () => {
  const report = (content: object) => {
    const file = join(folder, 'report.json');
    writeFileSync(file, JSON.stringify(content));
    return countOf(file);
  };

  it('reads both kinds of report, and counts files that broke before a test ran', () => {
    expect(report({ numPassedTests: 3, numFailedTests: 1, numFailedTestSuites: 1 })).toEqual({ passed: 3, failed: 1 });
    expect(report({ numPassedTests: 3, numFailedTests: 0, numFailedTestSuites: 2 })).toEqual({ passed: 3, failed: 2 });
    expect(report({ stats: { expected: 4, unexpected: 2, flaky: 1, skipped: 1 } })).toEqual({ passed: 5, failed: 2 });
    expect(countOf(join(folder, 'none.json'))).toEqual({ passed: 0, failed: 0 });
  });
});
