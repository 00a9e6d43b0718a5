import type { Problem } from '@/api';

/** What the server refused, in its own words; or that it could not be reached. */
export interface Trouble {
  code: string;
  status: number;
  title: string;
  detail: string;
  fields: Record<string, string>;
  extra: Record<string, unknown>;
}

const UNREACHED: Trouble = {
  code: 'unreachable',
  status: 0,
  title: 'No connection',
  detail: 'The server does not answer. What you typed is kept; try again when it is back.',
  fields: {},
  extra: {},
};

/** Anything thrown by a request, as something a person can read. */
export function troubleOf(error: unknown): Trouble {
  if (!isProblem(error)) return UNREACHED;
  const { code, status, title, detail, fields, type: _type, ...extra } = error;
  return { code, status, title, detail, fields: fields ?? {}, extra };
}

/** Whether asking again would be refused again. */
export function isFinal(error: unknown): boolean {
  return isProblem(error) && error.status < 500 && error.status !== 429;
}

export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'detail' in error && 'status' in error;
}
