// Kills what its parent started when the parent is gone, however it went (also by kill -9: then stdin just closes).
// Lines on stdin: "+<pid>" a process group to watch, "-<pid>" one that has ended.
import { createInterface } from 'node:readline';

const groups = new Set();
const kill = (signal) => {
  for (const pid of groups) {
    try {
      process.kill(-pid, signal);
    } catch {
      groups.delete(pid); // it ended by itself
    }
  }
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const pid = Number(line.slice(1));
    if (line.startsWith('+')) groups.add(pid);
    else groups.delete(pid);
  })
  .on('close', () => {
    kill('SIGTERM');
    if (groups.size === 0) process.exit(0);
    setTimeout(() => {
      kill('SIGKILL');
      process.exit(0);
    }, 4000);
  });
