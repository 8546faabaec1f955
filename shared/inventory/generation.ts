/**
 * Processor generation of a managed system, from its type-model or its firmware release. Type-models: the server table
 * of LPAR2RRD (model, generation), IBM's product pages; firmware releases: IBM's firmware support matrix for partition
 * mobility (3xx POWER6, 7xx POWER7, 8xx POWER8, 9xx POWER9, 10xx Power10, 11xx Power11).
 */
import type { Generation } from './fleet.ts'

/** Type-models by pattern, most specific first: one machine type may span generations (9080, 9043, 8408, 9117, 9119). */
const byTypeModel: readonly (readonly [RegExp, Generation])[] = [
  [/^(9080-HEU|9043-MRU|9824-|9856-)/, 'POWER11'],
  [/^(9080-HEX|9043-MRX|9105-|9786-|9028-)/, 'POWER10'],
  [/^(9008-|9009-|9040-|9080-M9S|9223-|8335-GT[GHXW]|8375-42A)/, 'POWER9'],
  [/^(8247-|8284-|8286-|8335-GT[AB]|8335-GCA|8348-|8408-(E8E|44E)|9080-M[HM]E|9119-M[HM]E)/, 'POWER8'],
  [
    /^(8202-|8205-|8231-|8233-|8236-|8246-|8248-|8268-|8406-|8408-E8D|8412-|7891-|7895-|7954-|9109-)/,
    'POWER7',
  ],
  [/^(9117-MM[BCD]|9119-FHB|9179-|9125-F2C)/, 'POWER7'],
  [
    /^(8203-|8204-|8234-|8261-|7998-6|9117-MMA|9119-FHA|9125-F2A|9406-MMA|9407-M15|9408-M25|9409-M50)/,
    'POWER6',
  ],
]

const byRelease: readonly (readonly [low: number, high: number, generation: Generation])[] = [
  [310, 399, 'POWER6'],
  [700, 799, 'POWER7'],
  [800, 899, 'POWER8'],
  [900, 999, 'POWER9'],
  [1000, 1099, 'POWER10'],
  [1100, 1199, 'POWER11'],
]

/**
 * Generation of a server such as "9009-42A"; where its type-model is not known, of its firmware release. Null where
 * neither tells.
 */
export function generationOf(
  typeModel: string | null,
  firmwareRelease: number | null = null,
): Generation | null {
  const model = typeModel?.trim().toUpperCase() ?? ''
  for (const [pattern, generation] of byTypeModel) if (pattern.test(model)) return generation
  if (firmwareRelease === null) return null
  return byRelease.find(([low, high]) => firmwareRelease >= low && firmwareRelease <= high)?.[2] ?? null
}

/**
 * Release number in a firmware level as any source writes it: "01VL950", "VL950_099", "VL950_FW950.40 (99)",
 * "FW1060.10" give 950, 950, 950, 1060. Null where there is none.
 */
export function firmwareReleaseOf(firmware: string): number | null {
  const found = /(?:^|[^A-Z])(?:FW|[A-Z]{2})(\d{3,4})(?!\d)/.exec(firmware.toUpperCase())
  return found === null ? null : Number(found[1])
}

/**
 * Firmware level from an EC number and an activated level, as `lslic` prints them: "01VL950" and 99 give "VL950_099".
 */
export function firmwareLevel(ecNumber: string, activatedLevel: number | null): string {
  const series = ecNumber.trim().replace(/^\d{2}(?=[A-Z]{2}\d)/, '')
  return activatedLevel === null ? series : `${series}_${String(activatedLevel).padStart(3, '0')}`
}

/** Type-model and serial number out of "9009-42A*7812345"; null where the text is no such identity. */
export function parseMtms(text: string): { typeModel: string; serial: string } | null {
  const found = /^\s*([0-9A-Z]{4}-[0-9A-Z]{3})\*([0-9A-Z]{5,10})\s*$/i.exec(text)
  const [, typeModel, serial] = found ?? []
  return typeModel === undefined || serial === undefined
    ? null
    : { typeModel: typeModel.toUpperCase(), serial: serial.toUpperCase() }
}

/** A generation as IBM writes it in prose: POWER9 and older in capitals, Power10 and Power11 not. Modes keep the HMC's words. */
export const generationWords = (generation: string): string =>
  generation === 'POWER10' || generation === 'POWER11' ? generation.replace('POWER', 'Power') : generation
