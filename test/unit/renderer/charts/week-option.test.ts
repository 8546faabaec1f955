import { describe, expect, it } from 'vitest'
import type { ChartLook } from '../../../../renderer/charts/chart-look.ts'
import { axisEnd, labelShifts, stepPoints, weekOption } from '../../../../renderer/charts/week-option.ts'

const look: ChartLook = {
  font: 'Plain',
  mono: 'mono',
  colour: (token) => `<${token}>`,
  pattern: (name, ink, ground) => `${name}:${ink}/${ground}`,
}

describe('stepPoints', () => {
  it('holds a value to the end of its hour and ends the line at a gap', () => {
    expect(stepPoints([1, 2, null, 3])).toEqual([
      [0, 1],
      [1, 2],
      [2, 2],
      [2, null],
      [3, 3],
      [4, 3],
      [4, null],
    ])
  })
  it('draws nothing of a week without samples, least of all zeros', () => {
    expect(stepPoints([null, null])).toEqual([])
  })
})

describe('axisEnd', () => {
  it.each([
    [[0.4, 0.9], 1],
    [[11.3, 13.25], 16],
    [[120], 120],
    [[121], 160],
    [[], 0.01],
  ])('holds %j with %d', (values, end) => {
    expect(axisEnd(values)).toBeCloseTo(end)
  })
})

describe('labelShifts', () => {
  it('leaves labels that are apart and lifts the higher of two that touch', () => {
    const limits = [
      { label: 'entitled', value: 100 },
      { label: 'capacity', value: 110 },
    ]
    expect(labelShifts(limits, 10, 28, 2_000)).toEqual([0, 0])
    expect(labelShifts(limits, 1, 28, 200)).toEqual([0, -18])
  })
  it('keeps the highest label in the chart and moves the others down for it', () => {
    expect(labelShifts([{ label: 'entitled', value: 80 }], 1, 28, 75)).toEqual([5])
    const both = [
      { label: 'capacity', value: 80 },
      { label: 'entitled', value: 70 },
    ]
    expect(labelShifts(both, 1, 28, 75)).toEqual([5, 23])
  })
})

describe('weekOption', () => {
  const option = weekOption(
    {
      week: [1, null],
      limits: [{ label: 'entitled', value: 3 }],
      days: ['Mo', 'Tu'],
      readout: (hour) => `hour ${hour}`,
    },
    look,
    { width: 340, height: 112 },
  )
  it('never makes an HTML tooltip, which the content policy forbids', () => {
    expect(option.tooltip).toMatchObject({ renderMode: 'richText' })
  })
  it('labels the limit at its line and keeps it on the axis', () => {
    expect(JSON.stringify(option.series)).toContain('entitled\\n3.00')
    expect(option.yAxis).toMatchObject({ min: 0, max: 3 })
  })
  it('takes every colour from the tokens', () => {
    const colours = [...JSON.stringify(option).matchAll(/"(?:\w*[cC]olor)":"([^"]*)"/g)].map(([, one]) => one)
    expect(colours.length).toBeGreaterThan(5)
    expect(colours.filter((one) => !/^<[\w-]+>$/.test(one ?? ''))).toEqual([])
  })
})
