/**
 * Processor compatibility modes. Sources spell them differently (domain.md 2.2: POWER9_base, POWER9_Base, POWER9 Base,
 * PowerPC_POWER10, POWER6+, POWER6_Plus); everything inside uses one spelling, the HMC CLI's.
 */
const spelling: ReadonlyMap<string, string> = new Map([
  ['default', 'default'],
  ['power6', 'POWER6'],
  ['power6_enhanced', 'POWER6_enhanced'],
  ['power6+', 'POWER6+'],
  ['power6_plus', 'POWER6+'],
  ['power6+_enhanced', 'POWER6+_enhanced'],
  ['power6_plus_enhanced', 'POWER6+_enhanced'],
  ['power7', 'POWER7'],
  ['power8', 'POWER8'],
  ['power9_base', 'POWER9_base'],
  ['power9', 'POWER9'],
  ['power10', 'POWER10'],
  ['power11', 'POWER11'],
])

/** One spelling for a processor compatibility mode; an unknown mode is kept as read, so that it never equals a known one. */
export function normaliseMode(text: string): string {
  const key = text
    .trim()
    .toLowerCase()
    .replace(/^powerpc_/, '')
    .replaceAll(/[\s-]+/g, '_')
  return spelling.get(key) ?? text.trim()
}
