import { z } from 'zod';

export type Json = z.core.util.JSONType;

/** Any JSON value, given on as it is. zod's own tries all kinds for each value inside, and copies what it finds: of a page of the log that is most of the time. */
export const Json = z.custom<Json>(isJson);

function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      if (Array.isArray(value)) return value.every(isJson);
      // A key that could reach a prototype is in no log: the server refuses it.
      return isPlainObject(value) && !Object.hasOwn(value, '__proto__') && Object.values(value).every(isJson);
    default:
      return false;
  }
}

function isPlainObject(value: object): boolean {
  const above: unknown = Object.getPrototypeOf(value);
  return above === null || Object.getPrototypeOf(above) === null;
}
