/** Is this the id of a page that a person taught? Packaged pages have other names. */
export const isTaught = (page: string): boolean => page.startsWith('taught-');
