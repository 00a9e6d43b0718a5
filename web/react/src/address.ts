/** Where a page may say at run time what its build did not know, as `next-runtime-env` does. */
interface RuntimeEnvironment {
  __ENV?: Record<string, string | undefined>;
}

/**
 * The address of the server without a slash at the end: as given, else what the page's build or its run-time environment
 * says, else the page's own origin. An address that ends in `/api`, as many have it in their settings, means the same.
 */
export function serverAddress(given?: string): string {
  const said = given ?? fromBuild() ?? fromRuntime() ?? '';
  return said.trim().replace(/\/+$/, '').replace(/\/api$/, '');
}

// Written out, as a build replaces exactly these words; in a browser without such a build there is no `process`.

function fromBuild(): string | undefined {
  try {
    return process.env.NEXT_PUBLIC_API_URL || process.env.NEXT_PUBLIC_API_BASE_URL || undefined;
  } catch {
    return undefined;
  }
}

function fromRuntime(): string | undefined {
  const { __ENV: env } = globalThis as RuntimeEnvironment;
  return env?.NEXT_PUBLIC_API_URL || env?.NEXT_PUBLIC_API_BASE_URL || undefined;
}
