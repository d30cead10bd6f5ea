/** What is used of it here; the package brings no types. */
declare module 'pouchdb-browser' {
  type Options = { batch_size: number; batches_limit: number; live?: boolean };
  interface Replication extends Promise<unknown> {
    on(what: 'change', then: () => void): this;
  }
  export default class PouchDB {
    constructor(name: string, options: { adapter: 'idb' });
    info(): Promise<{ doc_count: number }>;
    bulkDocs(docs: object[]): Promise<unknown>;
    put(doc: object): Promise<unknown>;
    replicate: { to(url: string, options: Options): Replication; from(url: string, options: Options): Replication };
  }
}
