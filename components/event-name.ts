/** What an event says happened; a type of a newer program keeps its own name. */
export function eventName(type: string, t: (key: string) => string): string {
  const key = `event.${type}`;
  return t(key) === key ? type : t(key);
}
