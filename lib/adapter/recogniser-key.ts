/** Where the recogniser waits in the content scripts' own world. */
export const recogniserKey = 'shop-loupe recogniser';
