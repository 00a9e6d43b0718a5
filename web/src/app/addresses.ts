/**
 * Links that people are sent say `/#/invite/…`: what follows the hash stays out of proxies' logs. Inside we use paths,
 * so the address is rewritten before the router looks at it.
 */
export function adoptHashAddress(): void {
  const { hash } = window.location;
  if (hash.startsWith('#/')) window.history.replaceState(null, '', hash.slice(1));
}
