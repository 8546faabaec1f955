export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Worst side ratio of a strip of areas laid along a side of a given length. */
function worst(areas: readonly number[], side: number): number {
  const sum = areas.reduce((a, b) => a + b, 0)
  const thickness = sum / side
  return Math.max(
    ...areas.map((area) => Math.max(thickness / (area / thickness), area / thickness / thickness)),
  )
}

/**
 * Squarified treemap (Bruls, Huizing, van Wijk 2000): fills a rectangle with areas in proportion to `sizes`, keeping
 * their order (give them largest first). Answers one rectangle for each size; sizes have to be positive.
 */
export function treemap(sizes: readonly number[], box: Rectangle): readonly Rectangle[] {
  const total = sizes.reduce((a, b) => a + b, 0)
  if (total <= 0) return sizes.map(() => ({ x: box.x, y: box.y, width: 0, height: 0 }))
  const scale = (box.width * box.height) / total
  const areas = sizes.map((size) => size * scale)
  const placed: Rectangle[] = []
  let { x, y, width, height } = box
  let at = 0
  while (at < areas.length) {
    const side = Math.min(width, height)
    const strip: number[] = []
    for (let next = at; next < areas.length; next += 1) {
      const area = areas[next] ?? 0
      if (strip.length > 0 && worst([...strip, area], side) > worst(strip, side)) break
      strip.push(area)
    }
    const sum = strip.reduce((a, b) => a + b, 0)
    const upright = width >= height
    const thickness = side > 0 ? sum / side : 0
    let along = upright ? y : x
    for (const area of strip) {
      const length = thickness > 0 ? area / thickness : 0
      placed.push(
        upright
          ? { x, y: along, width: thickness, height: length }
          : { x: along, y, width: length, height: thickness },
      )
      along += length
    }
    if (upright) {
      x += thickness
      width -= thickness
    } else {
      y += thickness
      height -= thickness
    }
    at += strip.length
  }
  return placed
}
