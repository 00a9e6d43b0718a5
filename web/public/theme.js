// Before the first paint, so that a dark page never flashes white. A file, as the policy allows no inline script.
try {
  const chosen = localStorage.getItem('reelwright.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // storage is blocked: the system's theme it is
}
