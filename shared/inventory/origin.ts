/** Where a figure comes from: a line of a file, an element of an XML file, or the user. */
export interface Origin {
  /** File name as shown to the user (relative to what was imported), or "typed by you". */
  readonly file: string
  readonly line: number | null
}

/** Origin by attribute name of the entity that carries it; attributes never imported have none. */
export type Origins = Readonly<Record<string, Origin>>
