import type { Page } from '@playwright/test'

/**
 * Collects what must never happen in the window: console errors and warnings, uncaught errors, policy violations and
 * requests to another origin. Call before the page is opened; the answer lists what was seen so far.
 */
export function watchPage(page: Page): () => readonly string[] {
  const seen: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      seen.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => seen.push(`uncaught: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    const own = new URL(page.url() === 'about:blank' ? request.url() : page.url())
    if (url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== own.origin) {
      seen.push(`request to ${url.origin}`)
    }
  })
  return () => seen
}
