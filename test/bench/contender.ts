/** A way of bringing events from one device to another: ours, the bound, or a peer. */
export interface Contender {
  name: string;
  /** Script for the page of each side; what it exports is a `Side`. */
  script: string;
  /** A server of its own, with so many events in it. */
  serve(total: number): Promise<Server>;
}

export interface Server {
  /** What the page of a side is told to reach it. */
  access(side: 'a' | 'b'): Access;
  close(): Promise<void>;
}

export interface Access {
  url: string;
  email?: string;
  password?: string;
}

/** How long a pull took, in ms. */
export interface Pulled {
  /** Until what screens show is as it stays. */
  screens: number;
  /** Until all that the server has is stored here. */
  whole: number;
}

/** What a script in a page of each side can do, as the global `bench`. Times are in ms. */
export interface Side {
  /** A new database, and who reaches which server. */
  open(name: string, access: Access): Promise<void>;
  /** Events made here while nothing is connected, `total` in all. */
  make(total: number): Promise<void>;
  /** Until the server has all that was made here. Returns how long it took. */
  push(): Promise<number>;
  /** Until all events are stored here, `total` in all. */
  pull(total: number): Promise<Pulled>;
  stored(): Promise<number>;
  /** From now on what others write comes by itself, and what is written here goes up by itself. */
  live(): Promise<void>;
  /** Writes one event. Returns the moment before, as `moment` tells it. */
  write(): Promise<number>;
  /** From now on, the next event that is stored is waited for. */
  expect(): void;
  /** The moment it was stored. */
  arrived(): Promise<number>;
}
