/** A file name for an export: the plan's name without characters that file systems refuse. */
export function exportFileName(planName: string, ending: string): string {
  const safe = planName
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '-')
    .replaceAll(/\s+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)
  return `${safe === '' ? 'plan' : safe}${ending}`
}
