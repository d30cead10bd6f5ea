/** The browser's API, as far as a sync asks for it: every origin was granted. */
export const browser = { permissions: { contains: async () => true, request: async () => true, remove: async () => true } };
