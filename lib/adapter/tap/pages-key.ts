/** Under this name of the page's world a platform's closed list waits for the tap, which takes it away before the page's first script. */
export const pagesKey = '__tapPages';
