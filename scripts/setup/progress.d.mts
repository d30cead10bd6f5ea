export interface Progress {
  /** Runs the work and prints its title, its time and, when it returns a text, that text. `note` replaces the line's last words. */
  step<T>(title: string, work: (note: (text: string) => void) => Promise<T> | T): Promise<T>;
  /** Time since the start, as "12.3 s". */
  elapsed(): string;
}
export function createProgress(total: number): Progress;
