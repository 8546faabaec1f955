/**
 * Outline of the sample data centre as its README states it (resources/sample/README.md, table "Servers"): memory in GiB
 * active and free. A test keeps the two equal.
 */
export interface OutlineServer {
  readonly name: string
  readonly partitions: number
  readonly activeGib: number
  readonly freeGib: number
}

export const sampleOutline: readonly OutlineServer[] = [
  { name: 'nor-e980-1', partitions: 46, activeGib: 4864, freeGib: 643 },
  { name: 'nor-e1080-1', partitions: 34, activeGib: 4352, freeGib: 2114 },
  { name: 'nor-s1024-1', partitions: 20, activeGib: 2304, freeGib: 1362 },
  { name: 'nor-s1024-2', partitions: 18, activeGib: 2048, freeGib: 1341 },
  { name: 'nor-s924-1', partitions: 16, activeGib: 784, freeGib: 22 },
  { name: 'nor-s824-1', partitions: 12, activeGib: 1024, freeGib: 436 },
  { name: 'sou-e880-1', partitions: 18, activeGib: 2560, freeGib: 624 },
  { name: 'sou-s924-1', partitions: 12, activeGib: 768, freeGib: 328 },
  { name: 'sou-s1024-1', partitions: 14, activeGib: 1536, freeGib: 982 },
  { name: 'sou-s1122-1', partitions: 10, activeGib: 1792, freeGib: 1108 },
]
