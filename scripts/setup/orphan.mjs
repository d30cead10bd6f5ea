// npm hands a signal on to its shell and the shell dies of it without a word to us: then our parent is another one.

/** Calls `then` once the npm that started this process is gone. Without npm nobody is missed. */
export function whenOrphaned(then) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 500);
  timer.unref();
}
