import { describe, expect, it } from 'vitest'
import type { ChartLook } from '../../../../renderer/charts/chart-look.ts'
import {
  dataIndices,
  fittingHead,
  fittingLabel,
  treemapOption,
} from '../../../../renderer/charts/treemap-option.ts'

const look: ChartLook = {
  font: 'Plain',
  mono: 'mono',
  colour: (token) => `<${token}>`,
  pattern: (name, ink, ground) => `${name}:${ink}/${ground}`,
}
const box = (width: number, height: number) => ({ x: 0, y: 0, width, height })
const leaf = (id: string, weight: number, plate: string | null = null) => ({
  id,
  name: id,
  value: '40 %',
  weight,
  fill: () => ({ fill: '<seq-3>', ink: '<seq-ink-3>', plate }),
})
const branches = [
  { id: 's1', name: 'alpha', note: '3 GiB', leaves: [leaf('p1', 2), leaf('p2', 1, '<tell-wash>')] },
  { id: 's2', name: 'beta', note: '1 GiB', leaves: [leaf('p3', 1)] },
]

describe('fittingLabel', () => {
  it('prints name and value, the name, or nothing, and never part of a name', () => {
    expect(fittingLabel('ldap-30', '99 %', box(80, 60))).toBe('ldap-30\n99 %')
    expect(fittingLabel('ldap-30', '99 %', box(80, 20))).toBe('ldap-30')
    expect(fittingLabel('ldap-30', 'cannot: RMC-ACTIVE', box(80, 60))).toBe('ldap-30')
    expect(fittingLabel('ldap-30', '99 %', box(40, 60))).toBe('')
    expect(fittingLabel('ldap-30', '99 %', undefined)).toBe('')
  })
})

describe('fittingHead', () => {
  it('drops the note before it shortens the name', () => {
    expect(fittingHead('pwr-e980', '9 TiB', box(200, 90))).toBe('{name|pwr-e980}  {note|9 TiB}')
    expect(fittingHead('pwr-e980', '9 TiB', box(70, 90))).toBe('{name|pwr-e980}')
    expect(fittingHead('pwr-e980', '9 TiB', box(50, 90))).toBe('{name|pwr-e…}')
    expect(fittingHead('pwr-e980', '9 TiB', box(20, 90))).toBe('')
  })
})

describe('treemapOption', () => {
  it('counts leaves in preorder, as the chart does', () => {
    expect([...dataIndices(branches)]).toEqual([
      ['p1', 2],
      ['p2', 3],
      ['p3', 5],
    ])
  })
  it('draws areas by weight and never makes an HTML tooltip', () => {
    const option = treemapOption(branches, look, () => new Map(), String)
    expect(option.tooltip).toMatchObject({ renderMode: 'richText' })
    const [series] = [option.series].flat()
    expect(series).toMatchObject({
      type: 'treemap',
      data: [{ children: [{ value: 2 }, { value: 1 }] }, { children: [{ value: 1 }] }],
    })
  })
})
