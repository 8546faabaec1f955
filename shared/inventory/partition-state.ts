/** Whether a partition in this normalised state holds memory and processors: "not activated" and errors do not. */
export function isActiveState(state: string | null): boolean | null {
  if (state === null) return null
  return !['not activated', 'not available', 'error', 'unknown'].includes(state)
}
