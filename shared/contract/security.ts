/**
 * Content-Security-Policy of the window, the same on every host: nothing inline, nothing from elsewhere. Source of the
 * rules: Electron's security checklist (items 7 and 9) and the CSP level 3 specification.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers every document and asset of the window is served with. */
export const windowHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
}

/** Largest request body a host accepts for a command, in bytes (a plan document to re-import is the largest). */
export const maxRequestBytes = 80 * 1024 * 1024
