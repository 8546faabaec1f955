/** An element of an HMC REST answer (uom, "unified object model") with its line. */
export interface UomElement {
  /** Local name, without prefix. */
  readonly name: string
  readonly line: number
  /** Text of a leaf, as written (a profile name may begin with a space). */
  text: string
  readonly href: string | null
  readonly children: UomElement[]
}

export function child(element: UomElement | null, name: string): UomElement | null {
  return element?.children.find((one) => one.name === name) ?? null
}

export function childrenOf(element: UomElement | null, name: string): readonly UomElement[] {
  return element?.children.filter((one) => one.name === name) ?? []
}

/** The element at a path of names below `element`; null where a step is missing. */
export function at(element: UomElement | null, ...path: readonly string[]): UomElement | null {
  return path.reduce((found, name) => child(found, name), element)
}

/** All elements of a name, at any depth below `element`. */
export function descendants(element: UomElement, name: string): UomElement[] {
  return element.children.flatMap((one) => [...(one.name === name ? [one] : []), ...descendants(one, name)])
}

/** Text without surrounding space; null where the element is missing or empty. */
export function textOf(element: UomElement | null): string | null {
  const text = element?.text.trim() ?? ''
  return text === '' ? null : text
}

/** Identifier behind a resource name in an address: ".../ManagedSystem/b597e4da.../LogicalPartition" for "ManagedSystem". */
export function idInLink(href: string | null, resource: string): string | null {
  const found = href === null ? null : new RegExp(`/${resource}/([0-9A-Za-z-]{8,})(?:[/?#]|$)`).exec(href)
  return found?.[1] ?? null
}
