const usd = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const usdFine = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** Dollars as people read them; small amounts keep their fractions of a cent. */
export function money(amount: number): string {
  return amount !== 0 && Math.abs(amount) < 0.01 ? usdFine.format(amount) : usd.format(amount);
}

/** `8 s`, `12.5 s`. */
export function seconds(value: number): string {
  return `${Number(value.toFixed(3))} s`;
}

/** A time still to go: `40 s`, `3 min`; coarse on purpose, as it is an estimate. */
export function timeToGo(value: number): string {
  if (value < 10) return 'a few seconds';
  if (value < 55) return `${Math.ceil(value / 5) * 5} s`;
  if (value < 3600) return `${Math.round(value / 60) || 1} min`;
  return `${(value / 3600).toFixed(1)} h`;
}

export function bytes(value: number): string {
  if (value < 1_000_000) return `${Math.max(1, Math.round(value / 1000))} kB`;
  return `${(value / 1_000_000).toFixed(1)} MB`;
}

export function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

export function date(iso: string): string {
  return day.format(new Date(iso));
}

export function dateTime(iso: string): string {
  return moment.format(new Date(iso));
}

/** `5 minutes ago`, `yesterday`; a date once it is older than a week. */
export function ago(iso: string, now: number = Date.now()): string {
  const passed = (new Date(iso).getTime() - now) / 1000;
  if (passed > -45) return 'just now';
  if (passed > -3600) return relative.format(Math.round(passed / 60), 'minute');
  if (passed > -86_400) return relative.format(Math.round(passed / 3600), 'hour');
  if (passed > -604_800) return relative.format(Math.round(passed / 86_400), 'day');
  return date(iso);
}
