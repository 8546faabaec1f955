/** What the data worker takes from other rooms. */
import type { DataParts } from '../data-handlers.ts'
import { notJoined } from './not-joined.ts'

export const dataParts: DataParts = {
  inputHash: notJoined('fleetHash'),
  assumptionCatalogue: [],
  workloadClassOf: notJoined('workloadClassOf'),
}
