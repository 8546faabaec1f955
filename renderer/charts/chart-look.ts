import { verdictPattern } from './chart-patterns.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A picture that repeats, in CSS px. */
export interface Pattern {
  readonly image: HTMLCanvasElement
  readonly repeat: 'repeat'
  readonly scaleX: number
  readonly scaleY: number
}

export type PatternName = 'dots' | 'hatch' | 'cross'

/** What a chart takes from the design tokens: resolved for the theme of the moment. Option builders get one, so that they stay pure. */
export interface ChartLook {
  readonly font: string
  /** Family of names, ids and code. */
  readonly mono: string
  /** The value of a token, e.g. `colour('ink-2')`: a colour a canvas understands. */
  readonly colour: (token: string) => string
  /** A pattern in one token's colour on another's. */
  readonly pattern: (name: PatternName, ink: string, ground: string) => Pattern | string
}

/**
 * Reads the design tokens as they are now. They hold light-dark(), so that only an element that uses them knows their
 * value: a probe inside `host` is given each colour and asked what came of it.
 */
export function readLook(host: HTMLElement): ChartLook {
  const known = new Map<string, string>()
  const patterns = new Map<string, Pattern | string>()
  const colour = (token: string): string => {
    let value = known.get(token)
    if (value === undefined) {
      const probe = document.createElement('span')
      probe.hidden = true
      probe.style.color = `var(--${token})`
      host.append(probe)
      value = getComputedStyle(probe).color
      probe.remove()
      known.set(token, value)
    }
    return value
  }
  return {
    font: getComputedStyle(document.body).fontFamily,
    mono: getComputedStyle(document.body).getPropertyValue('--font-mono').trim(),
    colour,
    pattern: (name, ink, ground) => {
      const key = `${name} ${ink} ${ground}`
      let found = patterns.get(key)
      if (found === undefined) {
        found = verdictPattern(name, colour(ink), colour(ground), window.devicePixelRatio)
        patterns.set(key, found)
      }
      return found
    },
  }
}
