/** Placeholder of a function another room provides; goes with the merge that joins it. */
export function notJoined(name: string): () => never {
  return () => {
    throw new Error(`${name} is not joined yet`)
  }
}
