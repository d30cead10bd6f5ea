/** What was pointed at on a page that is being taught, before it has a name. */
export interface Pointed {
  text: string;
  /** The words over or before it; '' = none. */
  label: string;
  /** The field that those words name. */
  guess: string | null;
  rows: number;
}

/** A value that has its name: where else on the page it was found. */
export interface NamedField {
  field: string;
  label: string;
  found: number;
  rows: number;
  /** Found, and not understood as this field. */
  unread: number;
  ways: number;
  firsts: string[];
}
