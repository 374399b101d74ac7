/** Which addresses another device can open. Pure. */

/** Whether an address is a loopback address, which no phone can open (RFC 6761, RFC 1122). */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
