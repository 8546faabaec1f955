const storageKey = 'lpm-token'

/**
 * The one-time token of the browser host. It arrives once in the address (`#token=...`), is kept for this tab only and
 * removed from the address, so that it is neither bookmarked nor copied along.
 */
export function takeToken(view: Window = window): string {
  const found = /[#&]token=([^&]+)/.exec(view.location.hash)
  if (found?.[1] !== undefined) {
    const token = decodeURIComponent(found[1])
    view.sessionStorage.setItem(storageKey, token)
    view.history.replaceState(null, '', view.location.pathname + view.location.search)
    return token
  }
  return view.sessionStorage.getItem(storageKey) ?? ''
}
