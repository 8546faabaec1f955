import { describe, expect, it } from 'vitest'
import {
  rangeText,
  storedValue,
  valueWithUnit,
} from '../../../../renderer/views/assumptions/assumption-units.ts'
import { isChanged, parameterRows } from '../../../../renderer/views/assumptions/parameter-rows.ts'
import { noAssumptions } from '../../../../shared/forecast/assumption.ts'
import { inventedDefinitions } from '../../../support/fake-application/fake-assumptions.ts'

const plain = (text: string): string => text.replaceAll(/\s/g, ' ')

describe('units of parameters', () => {
  it('show rates in MB/s and shares in percent, with as many decimals as they need', () => {
    expect(plain(valueWithUnit(1.1e9, 'B/s'))).toBe('1,100 MB/s')
    expect(plain(valueWithUnit(0.95, 'share'))).toBe('95 %')
    expect(plain(valueWithUnit(0.3, 's'))).toBe('0.3 s')
    expect(plain(valueWithUnit(0.125, 'share'))).toBe('12.5 %')
    expect(plain(rangeText(0.7e9, 1.18e9, 'B/s'))).toBe('700–1,180 MB/s')
  })

  it('store what was typed without losing or inventing digits', () => {
    expect(storedValue(62, 'share')).toBe(0.62)
    expect(storedValue(7, 'share')).toBe(0.07)
    expect(storedValue(2750, 'B/s')).toBe(2.75e9)
    for (const { unit, defaultValue } of inventedDefinitions) {
      const factor = unit === 'share' ? 100 : unit === 'B/s' ? 1e-6 : 1
      expect(storedValue(Number((defaultValue * factor).toPrecision(12)), unit)).toBe(defaultValue)
    }
  })
})

describe('parameters in force', () => {
  it('are the defaults until somebody types a value', () => {
    const rows = parameterRows(inventedDefinitions, noAssumptions)
    expect(rows.every((row) => row.value === row.definition.defaultValue && !isChanged(row))).toBe(true)
  })

  it('tell a value for the fleet from values for parts of it', () => {
    const override = { key: 'theta', value: 0.97, reason: null }
    const [fleetWide] = parameterRows(inventedDefinitions, {
      classes: [],
      overrides: [{ ...override, scope: 'fleet', scopeId: null }],
    }).filter(isChanged)
    expect(fleetWide).toMatchObject({ value: 0.97, mark: 'typed by you', parts: [] })
    const [partly] = parameterRows(inventedDefinitions, {
      classes: [],
      overrides: [{ ...override, scope: 'server', scopeId: 'a1' }],
    }).filter(isChanged)
    expect(partly).toMatchObject({ value: 0.95, mark: 'assumed' })
    expect(partly?.parts).toHaveLength(1)
  })
})
